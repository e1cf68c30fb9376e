export const NAME_LONGEST = 300
export const NAME_SHORTEST = 2

export type NameResult = { name: string; error?: never } | { name?: never; error: 'nameTooShort' | 'nameTooLong' }

// Invisible characters from pasted text, except the joiners that emoji and some scripts need.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu

/** One form, one line, single spaces. */
export const plainLine = (input: string): string =>
  input.normalize('NFC').replace(CONTROL, ' ').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim()

/** What is left at the ends of a name that was cut out of a list or typed in haste. A dot stays after an initial. */
const HANGING = /^[\s.:_–—-]+|(?:[\s:_–—-]|(?<=\p{L}{4})\.)+$/gu

/**
 * A name as it is stored: no commas, capitals where somebody was in a hurry. Anything else is kept as written, quotes
 * and emoji too. It isn't our business to correct people's names.
 */
export function cleanName(input: string): NameResult {
  const name = capitalised(plainLine(plainLine(input).replace(/[,;]+/g, ' ').replace(HANGING, '')))
  if (Array.from(name).length > NAME_LONGEST) return { error: 'nameTooLong' }
  if ((name.match(/\p{L}/gu) ?? []).length < NAME_SHORTEST) return { error: 'nameTooShort' }
  return { name }
}

/** Words inside a name that are written small: фон Дервиз, Али оглы, де ла Крус, аль-Фарис. */
const SMALL = new Set(
  (
    'мл ст фон ван де да ди ду дю дер ден дель ла ле цу оглы оглу кызы гызы кизи заде уулу улы угли ' +
    'бен ибн бинт аль эль von van de da di du der den del la le zu ogly kyzy zade bin ibn bint al el'
  ).split(' '),
)
const ONLY_NAMES = /^[\p{L}\p{M}\s.'’ʼ`"«»()-]+$/u

/** Only words typed all small or all large are changed: МакДональд knows better. */
function capitalised(name: string): string {
  if (!ONLY_NAMES.test(name)) return name
  const isAlone = !/\s|-/.test(name)
  const allLarge = name === name.toUpperCase() && /\p{L}{3}/u.test(name)
  return name.replace(/[\p{L}\p{M}'’ʼ`]+/gu, (word) => {
    const small = word.toLowerCase()
    if (!isAlone && SMALL.has(small) && (word === small || allLarge)) return small
    const shouted = word === word.toUpperCase() && (allLarge || Array.from(word).length > 3)
    return word === small || shouted ? capital(small) : word
  })
}

/** О'Коннор and д'Артаньян have two capitals; Мар'яна has one. */
const capital = (word: string): string =>
  word.replace(
    /^(\p{L}\p{M}*)(?:(['’ʼ`])(\p{L}))?/u,
    (_, first: string, mark: string | undefined, next: string | undefined) =>
      first.toUpperCase() + (mark ?? '') + (next?.toUpperCase() ?? ''),
  )

/** Russian order: surname first. */
export const fullName = (person: { lastName: string; firstName: string; middleName?: string | null }): string =>
  [person.lastName, person.firstName, person.middleName].filter((part) => part != null && part !== '').join(' ')
