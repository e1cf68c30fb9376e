export type Word = { ru: string; en: string }

/**
 * The word for a name that comes from a stored row. Another version may have written a name that this one
 * does not know, and then the name itself is all there is to show.
 */
export const storedWord = (words: Readonly<Record<string, Word>>, name: string, language: 'ru' | 'en'): string =>
  Object.hasOwn(words, name) ? (words[name] as Word)[language] : name
