/** The words that common passwords are made of, the longest first. Lower case, without signs. */
export const COMMON_WORDS: readonly string[] = `
  administrator administrador пользователь администратор password пароль qwerty йцукен welcome letmein monkey dragon
  master superman batman princess sunshine football baseball iloveyou trustno shadow login secret admin админ root user
  юзер guest test тест demo демо changeme default temp qazwsx zaq zxcvbn asdfgh hello привет любовь love жизнь солнце
  наташа марина саша маша дима андрей сергей иван москва moscow россия russia russian спартак зенит pristan пристань
  волонтер volunteer charity приют пасс passwort passw0rd pass computer internet google yandex mail gmail whatever
  freedom ninja azerty starwars pokemon michael jordan jennifer ashley charlie thomas hunter killer soccer hockey
  ranger buster tigger george summer winter spring autumn зима весна лето осень cheese pepper ginger cookie banana
  matrix phoenix samsung nokia iphone android lovely flower
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length)
