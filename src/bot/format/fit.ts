/**
 * A phone 320 px wide cuts a button that is too long, and what is cut is often what tells two buttons apart. Widths of
 * characters in hundredths of the font's size, as a common sans serif has them; an unknown one counts as the widest.
 */
const WIDTHS: readonly (readonly [number, string])[] = [
  [28, " .,:;!'|/ilj‹›"],
  [35, '-()·ftrIг"«»'],
  [46, 'cksvxyzзктJ'],
  [53, 'всуухчьэЛaegо'],
  [56, '0123456789abdehnopqug–+_еёабдийлнопряL?№'],
  [61, 'FTZзЗТ'],
  [67, 'ABEKPSVXYАБВЕЁЛРХЧъ'],
  [74, 'CDHNRUwИЙНПУЦГДКСЭЯЬыюж'],
  [83, 'GOQmmMМОшщфЪФ'],
  [100, 'W%@…ЖШЩЮЫ←'],
]
const WIDEST = 100
/** An emoji, and the sign that says it is one. */
const EMOJI = 125
const JOINERS = /[\u200d\ufe0f]/u

const byCharacter = new Map(WIDTHS.flatMap(([width, letters]) => [...letters].map((one) => [one, width] as const)))

const FONT_PX = 15
/** What is left of 320 px for the letters of one button, by the number of buttons in the row. */
const ROOM_PX: readonly number[] = [0, 244, 111, 67, 45, 35, 28, 24]

export const widthOf = (text: string): number => {
  let sum = 0
  for (const character of text) {
    if (JOINERS.test(character)) continue
    sum += /\p{Extended_Pictographic}/u.test(character) ? EMOJI : (byCharacter.get(character) ?? WIDEST)
  }
  return (sum * FONT_PX) / 100
}

/** Whether a row of buttons with these words shows all of them. */
export const fits = (text: string, inRow = 1): boolean => widthOf(text) <= (ROOM_PX[inRow] ?? 0)

/** The first of these that fits; if none does, the last one cut, so put what matters into its beginning. */
export const fitted = (inRow: number, ...variants: readonly string[]): string => {
  const whole = variants.find((text) => fits(text, inRow))
  if (whole !== undefined) return whole
  const last = Array.from(variants.at(-1) ?? '')
  while (last.length > 1 && !fits(`${last.join('')}…`, inRow)) last.pop()
  return `${last.join('').trimEnd()}…`
}

/** What varies, cut as much as it takes for what follows it to be seen. */
export const fittedBefore = (text: string, tail: string, inRow = 1): string => {
  if (fits(`${text}${tail}`, inRow)) return `${text}${tail}`
  const kept = Array.from(text)
  while (kept.length > 1 && !fits(`${kept.join('')}…${tail}`, inRow)) kept.pop()
  return `${kept.join('').trimEnd()}…${tail}`
}

/** "Соловьёв Пётр А. · 00002": of a name, the surname goes last. */
export const fittedName = (fullName: string, tail: string, head = ''): string => {
  const [surname = '', ...rest] = fullName.split(' ')
  const initials = rest.map((word) => `${Array.from(word)[0] ?? ''}.`)
  const shorter = [
    [surname, ...rest],
    [surname, ...rest.slice(0, 1), ...initials.slice(1)],
    [surname, ...initials],
  ].map((words) => words.join(' '))
  const whole = shorter.find((name) => fits(`${head}${name}${tail}`))
  return whole === undefined ? fittedBefore(`${head}${shorter.at(-1) ?? ''}`, tail) : `${head}${whole}${tail}`
}
