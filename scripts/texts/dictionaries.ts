/** The shape of a dictionary: strings, plurals, and groups of them. */
export type Tree = { readonly [key: string]: string | Tree }

const FORMS = { en: ['one', 'other'], ru: ['one', 'few', 'many', 'other'] }
const CYRILLIC = /[\u0400-\u04ff]/

const isPlural = (value: Tree): boolean => typeof value.one === 'string' && typeof value.other === 'string'

/** Every text by its full key. A plural counts as one text. */
export const textsOf = (tree: Tree, path = ''): Map<string, string | Tree> =>
  new Map(
    Object.entries(tree).flatMap(([name, value]) => {
      const key = path === '' ? name : `${path}.${name}`
      return typeof value === 'string' || isPlural(value) ? [[key, value] as const] : [...textsOf(value, key)]
    }),
  )

/** Every group by its full key. */
export const groupsOf = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) => {
    if (typeof value === 'string' || isPlural(value)) return []
    const key = path === '' ? name : `${path}.${name}`
    return [key, ...groupsOf(value, key)]
  })

const sentencesOf = (text: string | Tree): string[] =>
  typeof text === 'string' ? [text] : Object.values(text).map(String)

const placeholders = (text: string | Tree): string =>
  [...new Set(sentencesOf(text).flatMap((one) => [...one.matchAll(/\{(\w+)\}/g)].map(([found]) => found)))]
    .sort()
    .join(' ')

const faultsOf = (language: 'en' | 'ru', key: string, text: string | Tree): string[] => [
  ...(sentencesOf(text).some((one) => one.trim() === '') ? [`${language} ${key}: empty`] : []),
  ...(sentencesOf(text).some((one) => one.replace(/\{\w+\}/g, '').match(/[{}]/))
    ? [`${language} ${key}: a brace that is no placeholder`]
    : []),
  ...(typeof text === 'string' || Object.keys(text).sort().join() === [...FORMS[language]].sort().join()
    ? []
    : [`${language} ${key}: a plural has the forms ${FORMS[language].join(', ')}`]),
]

/** The differences between the two languages. */
export const compare = (english: Tree, russian: Tree): string[] => {
  const [en, ru] = [textsOf(english), textsOf(russian)]
  return [
    ...[...ru.keys()].filter((key) => !en.has(key)).map((key) => `ru ${key}: English has no such text`),
    ...[...en].flatMap(([key, text]) => {
      const other = ru.get(key)
      if (other === undefined) return [`ru ${key}: missing`]
      return [
        ...faultsOf('en', key, text),
        ...faultsOf('ru', key, other),
        ...(sentencesOf(text).some((one) => CYRILLIC.test(one)) ? [`en ${key}: Russian in it`] : []),
        ...(typeof text === typeof other ? [] : [`${key}: counted in one language only`]),
        ...(placeholders(text) === placeholders(other) ? [] : [`${key}: not the same values in both languages`]),
      ]
    }),
  ]
}
