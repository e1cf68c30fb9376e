import type { Payload } from 'payload'
import { lockDateOf } from '@/db/dates'
import { deferChecks, settle } from '@/db/event-write'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { noLargerThanDay } from '@/domain/events/noLargerThanDay'
import { emptyPlan } from '@/domain/events/plan'
import { refuseBelowPeople } from '@/domain/events/refuseBelowPeople'
import { unexpectedIn } from '@/domain/events/unexpectedIn'
import { applyPlan } from '@/operations/events/applyPlan'

type Changing = { id: string; body: Record<string, unknown>; capacity: number | undefined; caller: Caller; now: Date }

/**
 * Sets the capacity of one date, today's included. It can't be less than the people on the date, nor than the capacity
 * of any of its services that take place.
 */
export const changeEventDay = (payload: Payload, { id, body, capacity, caller, now }: Changing): Promise<void> =>
  transaction(payload, async (db) => {
    const found = await lockDateOf(db, 'event-days', id)
    if (!found) throw new Refusal('NOT_FOUND')
    const { event, day, current } = found
    const participants = new Set(current.people.map(({ visitor }) => visitor)).size
    const errors = unexpectedIn(body, ['capacity'], { ...day, event, participants })
    if (errors.length > 0) throw invalid(...errors)
    if (capacity === undefined || capacity === day.capacity) return
    const plan = emptyPlan()
    const after = { ...day, capacity, editedFields: [...new Set([...day.editedFields, 'capacity' as const])] }
    plan.days.push(after)
    plan.occurrences.push(...noLargerThanDay(current.occurrences, after))
    refuseBelowPeople(plan, current)
    const above = current.occurrences.find((one) => one.status === 'scheduled' && one.capacity > capacity)
    if (above)
      throw new Refusal('CAPACITY_ABOVE_EVENT', {
        occurrence: above.id,
        date: day.date,
        capacity: above.capacity,
        eventCapacity: capacity,
      })
    // The date and a service that is called off get fewer places one after the other.
    await deferChecks(db)
    await applyPlan(db, plan, {
      event,
      subject: { collection: 'event-days', id },
      caller,
      now,
      action: 'eventDay.changed',
      changes: { before: { capacity: day.capacity }, after: { capacity } },
    })
    await settle(db)
  })
