export const NAME_LONGEST = 300
export const NAME_SHORTEST = 2

export type NameResult = { name: string; error?: never } | { name?: never; error: 'nameTooShort' | 'nameTooLong' }

// Invisible characters from pasted text, except the joiners that emoji and some scripts need.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu

/** Names are kept as written, including quotes, commas and emoji. It isn't our business to correct them. */
export function cleanName(input: string): NameResult {
  const name = input.normalize('NFC').replace(CONTROL, ' ').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim()
  if (Array.from(name).length > NAME_LONGEST) return { error: 'nameTooLong' }
  if ((name.match(/\p{L}/gu) ?? []).length < NAME_SHORTEST) return { error: 'nameTooShort' }
  return { name }
}

/** Russian order: surname first. */
export const fullName = (person: { lastName: string; firstName: string; middleName?: string | null }): string =>
  [person.lastName, person.firstName, person.middleName].filter((part) => part != null && part !== '').join(' ')
