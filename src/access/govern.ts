import type { CollectionAfterReadHook, CollectionConfig, Field } from 'payload'
import { ACCESS, decide, type FieldRules, type GovernedCollection, type Rule, rulesOf } from '@/domain/access/table'
import { callerOf } from './caller'
import { collectionAccess, fieldAccess } from './rules'

/** Gives a collection the access that the table says, its fields included. One that is not in the table does not start. */
export const govern = (collection: CollectionConfig): CollectionConfig => {
  const slug = collection.slug as GovernedCollection
  if (!(slug in ACCESS)) throw new Error(`Who may use ${slug}? src/domain/access/table.ts has to say`)
  const { fields: rules } = rulesOf(slug)
  const left = new Set(Object.keys(rules))
  const fields = governFields(collection.fields, rules, left)
  if (left.size > 0)
    throw new Error(`src/domain/access/table.ts names fields that ${slug} does not have: ${[...left].join(', ')}`)
  return {
    ...collection,
    fields,
    access: {
      ...collectionAccess(slug),
      unlock: ({ req }) => decide({ administrator: true }, callerOf(req)) === true,
      admin: ({ req }) => slug === 'users' && req.user?.collection === 'users',
    },
    hooks: { ...collection.hooks, afterRead: [...(collection.hooks?.afterRead ?? []), ...showWithheld(rules)] },
  }
}

/** Fields by their names; rows and the like have none, and groups are ruled as a whole. */
const governFields = (fields: Field[], rules: Record<string, FieldRules>, left: Set<string>): Field[] =>
  fields.map((field): Field => {
    if (!('name' in field) && 'fields' in field)
      return { ...field, fields: governFields(field.fields, rules, left) } as Field
    if (!('name' in field) || !field.name) return field
    const found = rules[field.name]
    left.delete(field.name)
    return found ? ({ ...field, access: fieldAccess(found) } as Field) : field
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
