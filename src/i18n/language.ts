import type { Language } from './index'

/** The first language of the list that we speak, Russian for a caller who names none. */
export const languageOfHeader = (header: string | undefined): Language => {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1])
        .find((value) => value !== undefined)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => (language === 'ru' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wishes[0]?.language === 'en' ? 'en' : 'ru'
}
