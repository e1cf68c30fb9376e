import { groupsOf, textsOf, type Tree } from './dictionaries'
import type { Found } from './sources'

/**
 * Texts that are used nowhere. A text is used if its key is in the sources, or if its whole group is used: by a
 * template (`errors.${code}`) or as a group (`word('outbox.kind', kind)`).
 */
export const unused = (
  english: Tree,
  sources: readonly Pick<Found, 'literals' | 'heads' | 'groups'>[],
  /** Areas whose texts are used without the name of the area: `fieldDate`. */
  bare: readonly string[] = [],
): string[] => {
  const keys = [...textsOf(english).keys()]
  const groups = new Set(groupsOf(english))
  const literals = new Set(sources.flatMap((source) => source.literals))
  const heads = new Set(sources.flatMap((source) => source.heads).filter((head) => /^[A-Za-z]\w*\.[\w.]*$/.test(head)))
  const tables = new Set([
    ...[...heads].filter((head) => head.endsWith('.')).map((head) => head.slice(0, -1)),
    ...[...literals].filter((literal) => literal.includes('.')),
    ...sources.flatMap((source) => source.groups),
  ])
  const ways = (key: string): string[] =>
    [...key].flatMap((letter, index) => (letter === '.' ? [key.slice(0, index)] : []))
  const reached = [...tables].filter((table) => groups.has(table))
  const parts = [...heads].filter((head) => !head.endsWith('.') && keys.some((key) => key.startsWith(head)))
  return [
    ...parts.map((head) => `\`${head}\${…}\`: put what is chosen from into a group of its own`),
    ...reached
      .filter((table) => !table.includes('.') && keys.some((key) => key.startsWith(`${table}.`) && literals.has(key)))
      .map((table) => `${table}: chosen from as a whole, yet some of its texts are named one by one`),
    ...bare.flatMap((area) =>
      keys
        .filter((key) => key.startsWith(`${area}.`) && !literals.has(key.slice(area.length + 1)))
        .map((key) => `${key}: nothing names it`),
    ),
    ...keys
      .filter((key) => !literals.has(key) && !ways(key).some((way) => tables.has(way)))
      .map((key) => `${key}: nothing shows it`),
  ]
}
