/** Names of guests from afar as they are heard, and as their papers write them. */
export const FOREIGN = `
  Джон John Jon, Джеймс James, Джек Jack, Джордж George, Джозеф Joseph, Джошуа Joshua, Джим Jim, Джейн Jane,
  Майкл Michael Mike Майк, Уильям William Вильям Билл Bill, Ричард Richard Рик, Томас Thomas Том Tom, Чарльз Charles,
  Дэвид David, Питер Peter, Пол Paul, Марк Mark, Стивен Stephen Steven Стив Steve, Эндрю Andrew Энди, Роберт Robert Боб,
  Кристофер Christopher Крис Chris, Дэниел Daniel Дэн, Мэтью Matthew, Энтони Anthony, Джессика Jessica, Мэри Mary,
  Элизабет Elizabeth, Дженнифер Jennifer, Сара Sarah Sara, Эмили Emily, Ахмед Ahmed Ahmad, Мухаммед Muhammad Mohammed,
  Хосе Jose, Хуан Juan, Хорхе Jorge, Жан Jean, Жак Jacques, Ганс Hans, Юрген Jurgen`
