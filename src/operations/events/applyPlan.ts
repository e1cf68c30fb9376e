import { recordAudit } from '@/db/audit'
import { insertDates } from '@/db/event-dates'
import { writePlan } from '@/db/event-plan'
import { expectedOn } from '@/db/participants'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import type { AuditAction, AuditSubject, Facts } from '@/domain/audit/entry'
import type { Plan } from '@/domain/events/plan'
import { tellBookers } from '@/notifications/tellBookers'
import { cancelAllOn } from '@/operations/bookings/cancelAllOn'

type Context = {
  event: string
  /** The subject of the audit entry; the event by default. */
  subject?: { collection: AuditSubject; id: string }
  caller: Caller
  now: Date
  action: AuditAction
  changes: Facts
}

/**
 * Writes a plan: people first, because their places have to be free before a capacity is lowered, then changed rows,
 * then new rows. Adds an audit entry and one message per volunteer about the people who were moved or cancelled.
 */
export const applyPlan = async (
  db: Db,
  plan: Plan,
  { event, subject, caller, now, action, changes }: Context,
): Promise<void> => {
  const moved = await expectedOn(
    db,
    plan.movedOccurrences.map(({ id }) => id),
  )
  await cancelAllOn(db, {
    occurrences: plan.cancelledOccurrences,
    reason: null,
    caller,
    now,
    about: { event, dates: plan.removed },
  })
  await writePlan(db, plan, now)
  await insertDates(db, now, plan.newDays, plan.newOccurrences)
  const told = new Set(moved.map(({ occurrence }) => occurrence))
  await tellBookers(db, now, {
    kind: 'bookingsMoved',
    participants: moved,
    about: {
      event,
      moved: plan.movedOccurrences
        .filter(({ id }) => told.has(id))
        .map(({ id, from, to }) => ({ occurrence: id, from, to })),
    },
  })
  await recordAudit(db, {
    at: now,
    action,
    subject: subject?.collection ?? 'events',
    subjectId: subject?.id ?? event,
    caller,
    changes: { ...changes, added: plan.added, moved: plan.moved.map(({ date }) => date), removed: plan.removed },
  })
}
