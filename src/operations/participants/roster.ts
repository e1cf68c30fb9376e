import type { Payload } from 'payload'
import { recordAudit, recordLook } from '@/db/audit'
import { rosterOccurrence, rosterRows, type RosterOccurrence, type RosterRow } from '@/db/roster'
import { reading, type Db } from '@/db/sql'
import { isStaff, type Caller } from '@/domain/access/caller'
import { decideMark } from '@/domain/attendance/decideMark'
import { Refusal } from '@/domain/errors'
import { mayMark } from '@/operations/attendance/mark'
import { localDate } from '@/domain/time/zone'

type Asked = { occurrence: string; caller: Caller; now: Date }

export type RosterDoc = Omit<RosterRow, 'bookedAt' | 'updatedAt'> & {
  bookedAt: string | null
  updatedAt: string
  notMarked: boolean
}
export type Roster = {
  occurrence: Omit<RosterOccurrence, 'startsAt' | 'endsAt'> & {
    startsAt: string
    endsAt: string
    ended: boolean
    canMark: boolean
    canBook: boolean
  }
  docs: RosterDoc[]
  counts: { expected: number; attended: number; noShow: number; cancelled: number; notMarked: number }
}

/**
 * Everybody on one occurrence by surname, the cancelled last. The look is recorded in the audit log; a list that is
 * kept open counts as one look.
 */
export const roster = async (payload: Payload, asked: Asked): Promise<Roster> => {
  const db = reading(payload)
  const found = await rosterOf(db, asked)
  const ids = found.docs.map(({ visitor }) => visitor.id)
  if (ids.length > 0)
    await recordLook(db, {
      at: asked.now,
      subject: 'occurrences',
      subjectId: asked.occurrence,
      caller: asked.caller,
      visitors: ids,
    })
  return found
}

/** The list at the door: who is expected, without phones. Recorded in the audit log as an export. */
export const doorList = async (payload: Payload, asked: Asked): Promise<Roster> => {
  const db = reading(payload)
  const found = await rosterOf(db, asked)
  const docs = found.docs.filter(({ status }) => status !== 'cancelled')
  await recordAudit(db, {
    at: asked.now,
    action: 'participants.exported',
    subject: 'occurrences',
    subjectId: asked.occurrence,
    caller: asked.caller,
    changes: { format: 'door-list', columns: ['fullName', 'cardNumber'], rows: docs.length },
  })
  return { ...found, docs }
}

const rosterOf = async (db: Db, { occurrence: id, caller, now }: Asked): Promise<Roster> => {
  const occurrence = await rosterOccurrence(db, id)
  if (!occurrence) throw new Refusal('NOT_FOUND')
  const { startsAt, endsAt, date, timezone, status } = occurrence
  const ended = endsAt <= now
  const staff = isStaff(caller)
  const marks = mayMark(caller)
  const docs = (await rosterRows(db, id)).map((row) => shown(row, { staff, marks, ended })).sort(inOrder)
  const count = (wanted: RosterRow['status']): number => docs.filter((doc) => doc.status === wanted).length
  return {
    occurrence: {
      ...occurrence,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      ended,
      canMark:
        marks && decideMark({ status: 'expected', mark: 'attended', date, today: localDate(now, timezone) }) === null,
      canBook: staff && status === 'scheduled',
    },
    docs,
    counts: {
      expected: count('expected'),
      attended: count('attended'),
      noShow: count('noShow'),
      cancelled: count('cancelled'),
      notMarked: docs.filter(({ notMarked }) => notMarked).length,
    },
  }
}

/** Phones are for staff; comments on a visit also for the volunteer who marks it. */
const shown = (
  row: RosterRow,
  { staff, marks, ended }: { staff: boolean; marks: boolean; ended: boolean },
): RosterDoc => ({
  ...row,
  visitor: { ...row.visitor, phone: staff ? row.visitor.phone : null },
  comment: marks ? row.comment : null,
  cancelReason: staff ? row.cancelReason : null,
  bookedAt: row.bookedAt?.toISOString() ?? null,
  updatedAt: row.updatedAt.toISOString(),
  notMarked: ended && row.status === 'expected',
})

const collator = new Intl.Collator('ru')

const inOrder = (a: RosterDoc, b: RosterDoc): number =>
  Number(a.status === 'cancelled') - Number(b.status === 'cancelled') ||
  collator.compare(a.visitor.fullName, b.visitor.fullName) ||
  (a.id < b.id ? -1 : 1)
