import type { Access, FieldAccess, Where } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { decide } from '@/domain/access/decide'
import type { Condition, FieldRules, Rule } from '@/domain/access/rules'
import { type GovernedCollection, rulesOf } from '@/domain/access/table'
import { callerOf } from './caller'

/** Turns a condition of the access table into a filter of rows. */
const ROWS: Record<Condition, (caller: Caller) => Where> = {
  // A deleted event disappears from every list, but its past occurrences stay.
  notDeleted: () => ({ deletedAt: { exists: false } }),
  self: ({ id }) => ({ id: { equals: id } }),
  own: ({ kind, id }) => ({
    and: [{ 'bookedBy.relationTo': { equals: kind } }, { 'bookedBy.value': { equals: id } }] as Where[],
  }),
}

const toAccess =
  (rule: Rule): Access =>
  ({ req }) => {
    const caller = callerOf(req)
    const decided = decide(rule, caller)
    return typeof decided === 'string' && caller ? ROWS[decided](caller) : decided === true
  }

/** Access of a field that nobody may set or see. It is one function, so that the API description can recognise it. */
export const noField: FieldAccess = () => false

const toFieldAccess = (rule: Rule): FieldAccess =>
  Object.keys(rule).length === 0 ? noField : ({ req }) => decide(rule, callerOf(req)) === true

export const collectionAccess = (slug: GovernedCollection) => {
  const { read, create, update, delete: remove } = rulesOf(slug)
  return { read: toAccess(read), create: toAccess(create), update: toAccess(update), delete: toAccess(remove) }
}

export const fieldAccess = (rules: FieldRules) =>
  Object.fromEntries(Object.entries(rules).map(([operation, rule]) => [operation, toFieldAccess(rule)])) as Partial<
    Record<keyof FieldRules, FieldAccess>
  >
