import type { Payload } from 'payload'
import { lockDateOf } from '@/db/dates'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { impactOf } from '@/domain/events/impact'
import { type OccurrenceChange, planOccurrence } from '@/domain/events/planOccurrence'
import { unexpectedIn } from '@/domain/events/unexpectedIn'
import { applyPlan } from '@/operations/events/applyPlan'
import { withNames } from '@/operations/events/withNames'

const EDITABLE = ['startsAt', 'endsAt', 'capacity']

type Changing = {
  id: string
  body: Record<string, unknown>
  change: OccurrenceChange
  confirm: boolean
  caller: Caller
  now: Date
}

/**
 * Changes time and capacity of one service on one date. Booked people keep their place. A new time needs confirmation,
 * and they are told.
 */
export const changeOccurrence = (
  payload: Payload,
  { id, body, change, confirm, caller, now }: Changing,
): Promise<void> =>
  transaction(payload, async (db) => {
    const found = await lockDateOf(db, 'occurrences', id)
    const occurrence = found?.current.occurrences.find((one) => one.id === id)
    if (!found || !occurrence) throw new Refusal('NOT_FOUND')
    const { event, day, current } = found
    const participants = current.people.filter((person) => person.occurrence === id).length
    const errors = unexpectedIn(body, EDITABLE, {
      ...occurrence,
      event,
      participants,
      edited: occurrence.editedFields.length > 0,
    })
    if (errors.length > 0) throw invalid(...errors)
    const plan = planOccurrence(occurrence, change, day, current, now)
    const impact = impactOf(plan, current.people)
    if (impact.participants.length > 0 && !confirm)
      throw new Refusal('OCCURRENCE_CHANGE_CONFIRM_REQUIRED', await withNames(db, impact, caller))
    if (plan.occurrences.length === 0) return
    await applyPlan(db, plan, {
      event,
      subject: { collection: 'occurrences', id },
      caller,
      now,
      action: 'occurrence.changed',
      changes: {
        before: { startsAt: occurrence.startsAt, endsAt: occurrence.endsAt, capacity: occurrence.capacity },
        after: { ...change },
      },
    })
  })
