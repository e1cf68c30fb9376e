import { readDateOf } from '@/db/dates'
import { lockedPersonAndSlots } from '@/db/slots'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { decide } from '@/domain/booking/decide'
import { roomForOneMore } from '@/domain/booking/roomForOneMore'
import { Refusal } from '@/domain/errors'
import { emptyPlan } from '@/domain/events/plan'
import { applyPlan } from '@/operations/events/applyPlan'
import { MergedInto } from './survivor'

type Wanted = { visitor: string; occurrence: string; caller: Caller; now: Date }

const byHand = <Field extends string>(known: readonly Field[]): (Field | 'capacity')[] => [
  ...new Set([...known, 'capacity' as const]),
]

/**
 * Raises the capacity of an occurrence, and of its date, so that one more person fits. Runs in the transaction of the
 * booking, so both are committed or neither. Writes nothing if the booking would be refused for another reason.
 */
export const makeRoom = async (db: Db, { visitor, occurrence, caller, now }: Wanted): Promise<void> => {
  const wanted = { occurrences: [occurrence], visitor, now, before: null }
  const { person, mergedInto, slots } = await lockedPersonAndSlots(db, wanted)
  if (mergedInto !== null) throw new MergedInto(mergedInto)
  const [slot] = slots
  if (!slot || !person) return
  const room = roomForOneMore(slot, person)
  const refused = decide({ slot: { ...slot, ...room }, person, staff: true, now })
  if (refused) throw new Refusal(refused.code, refused.data)
  const found = await readDateOf(db, 'occurrences', occurrence)
  const before = found?.current.occurrences.find(({ id }) => id === occurrence)
  if (!found || !before) return
  const { event, day } = found
  if (room.dayCapacity > day.capacity) {
    const plan = {
      ...emptyPlan(),
      days: [{ ...day, capacity: room.dayCapacity, editedFields: byHand(day.editedFields) }],
    }
    await applyPlan(db, plan, {
      event,
      subject: { collection: 'event-days', id: day.id },
      caller,
      now,
      action: 'eventDay.changed',
      changes: { before: { capacity: day.capacity }, after: { capacity: room.dayCapacity } },
    })
  }
  if (room.capacity > before.capacity) {
    const occurrences = [{ ...before, capacity: room.capacity, editedFields: byHand(before.editedFields) }]
    await applyPlan(
      db,
      { ...emptyPlan(), occurrences },
      {
        event,
        subject: { collection: 'occurrences', id: occurrence },
        caller,
        now,
        action: 'occurrence.changed',
        changes: { before: { capacity: before.capacity }, after: { capacity: room.capacity } },
      },
    )
  }
}
