import type { CollectionAfterReadHook, PayloadRequest } from 'payload'
import { now } from '@/config/clock'
import { eventFacts } from '@/db/event-state'
import { nextDateOf } from '@/domain/events/nextDate'
import { stateOf } from '@/domain/events/state'
import { todayOf } from '@/domain/events/today'
import { parseRule } from '@/domain/recurrence/parseRule'
import { ruleToRecurrence } from '@/domain/recurrence/ruleToRecurrence'
import { loaderOf } from '../loaders'

/**
 * Callers read null. The panel's form builds a group field, and Payload takes an absent group for an empty one, but
 * trips over null.
 */
const noForm = ({ payloadAPI }: PayloadRequest): null | undefined => (payloadAPI === 'local' ? undefined : null)

/** Fields derived from the data and the date: state, next date, the rule as form values. One statement per list. */
export const withState = async <Doc extends { id: string }>(doc: Doc, req: PayloadRequest): Promise<Doc> => {
  const facts = await loaderOf(
    req,
    'eventFacts',
    async (db, ids) => new Map((await eventFacts(db, ids, now())).map((row) => [row.id, row])),
  ).load(doc.id)
  if (!facts) return doc
  const today = todayOf(facts, now())
  const recurrence = (facts.rrule === null ? null : ruleToRecurrence(parseRule(facts.rrule), facts.date)) ?? noForm(req)
  return {
    ...doc,
    state: stateOf(facts, today),
    nextDate: nextDateOf(facts, today),
    lastDate: facts.lastDate,
    recurrence,
  }
}

export const readState: CollectionAfterReadHook = ({ doc, req }) => withState(doc, req)
