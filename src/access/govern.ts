import type { CollectionAfterReadHook, CollectionConfig, Field } from 'payload'
import { decide } from '@/domain/access/decide'
import type { CollectionRules, FieldRules, Rule } from '@/domain/access/rules'
import { ACCESS, type GovernedCollection } from '@/domain/access/table'
import { callerOf } from './caller'
import type { OwnField } from './ownField'
import { collectionAccess, fieldAccess } from './rules'

/** The access table in the form the collections need: one rule per field. */
const RULES: { [Slug in GovernedCollection]: CollectionRules & { fields: Record<OwnField<Slug>, FieldRules> } } = ACCESS

/**
 * Applies the access table to a collection. A collection or field that is missing from the table prevents the start.
 */
export const govern = (collection: CollectionConfig): CollectionConfig => {
  const slug = collection.slug as GovernedCollection
  if (!(slug in ACCESS)) throw new Error(`Who may use ${slug}? src/domain/access/table.ts has to say`)
  const { fields: rules }: CollectionRules = RULES[slug]
  const left = new Set(Object.keys(rules))
  const unruled: string[] = []
  const fields = governFields(collection.fields, rules, { left, unruled })
  if (left.size > 0)
    throw new Error(`src/domain/access/table.ts names fields that ${slug} does not have: ${[...left].join(', ')}`)
  if (unruled.length > 0)
    throw new Error(`Who may see ${unruled.join(', ')} of ${slug}? src/domain/access/table.ts has to say`)
  return {
    ...collection,
    fields,
    access: {
      ...collectionAccess(slug),
      unlock: ({ req }) => decide({ administrator: true }, callerOf(req)) === true,
      admin: ({ req }) => slug === 'users' && req.user?.collection === 'users',
    },
    hooks: {
      ...collection.hooks,
      afterRead: [...(collection.hooks?.afterRead ?? []), ...showWithheld(rules), ...keepOrder(fields)],
    },
  }
}

type Found = { left: Set<string>; unruled: string[] }

/**
 * Fields by their names; rows and the like have none, groups are ruled as a whole, and what only shows holds nothing.
 */
const governFields = (fields: Field[], rules: Record<string, FieldRules>, found: Found): Field[] =>
  fields.map((field): Field => {
    if (!('name' in field) && 'fields' in field)
      return { ...field, fields: governFields(field.fields, rules, found) } as Field
    if (!('name' in field) || !field.name || field.type === 'ui') return field
    const own = rules[field.name]
    found.left.delete(field.name)
    if (!own) found.unruled.push(field.name)
    return own ? ({ ...field, access: fieldAccess(own) } as Field) : field
  })

/**
 * Fields that are read by hooks side by side come in whatever order they are ready, and a list that has not changed
 * would be another text each time, sent again to whoever holds it already.
 */
const keepOrder = (fields: Field[]): CollectionAfterReadHook[] => {
  const read = readByHooks(fields).sort()
  if (read.length < 2) return []
  return [
    ({ doc }) => {
      const late = read.filter((name) => name in doc).map((name): [string, unknown] => [name, doc[name]])
      return {
        ...Object.fromEntries(Object.entries(doc).filter(([name]) => !read.includes(name))),
        ...Object.fromEntries(late),
      }
    },
  ]
}

const readByHooks = (fields: Field[]): string[] =>
  fields.flatMap((field) => {
    if (!('name' in field)) return 'fields' in field ? readByHooks(field.fields) : []
    return field.name && 'hooks' in field && field.hooks?.afterRead?.length ? [field.name] : []
  })

/**
 * An empty value is null, never absent: so is one that this caller may not see. What nobody sees stays absent,
 * and so does what a caller left out by asking for some fields only.
 */
const showWithheld = (rules: Record<string, FieldRules>): CollectionAfterReadHook[] => {
  const withheld = Object.entries(rules).filter(
    (entry): entry is [string, { read: Rule }] => entry[1].read !== undefined && Object.keys(entry[1].read).length > 0,
  )
  if (withheld.length === 0) return []
  return [
    ({ doc, req, overrideAccess }) => {
      if (overrideAccess || req.query?.select || req.query?.populate) return doc
      const caller = callerOf(req)
      const empty = withheld
        .filter(([name, { read }]) => !(name in doc) && !decide(read, caller))
        .map(([name]) => [name, null])
      return { ...doc, ...Object.fromEntries(empty) }
    },
  ]
}
