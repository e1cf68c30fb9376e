import type { PayloadRequest } from 'payload'
import { viewedLately } from '@/db/audit'
import { leadsTo } from '@/db/merged'
import { mergedRecords, type MergedRecord } from '@/db/merges'
import { reading } from '@/db/sql'
import { distinctFrom, visitorRow } from '@/db/visitors'
import { historyOf, lastMarked, upcomingOf, visitsOf, type ProfileRow } from '@/db/visitor-profile'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { undoUntil } from '@/domain/merges/undoable'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { availability, type AvailableSlot } from '@/operations/availability/availability'
import type { Visitor } from '@/payload-types'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'
import { findDuplicates } from './findDuplicates'

/** How far ahead a profile offers services, and how much of the past it shows. */
const DAYS_AHEAD = 14
const MOST_HISTORY = 100
const LAST_VISITS = 5

/** The zone where a day begins first. */
const EARLIEST_ZONE = 'Pacific/Kiritimati'

type Visit = Omit<ProfileRow, 'startsAt' | 'endsAt' | 'bookedAt'> & {
  startsAt: string
  endsAt: string
  bookedAt: string | null
}
export type Missed = { missed: number; of: number; lastOn: string | null }
export type Profile = {
  visitor: Visitor
  services: AvailableSlot[]
  upcoming: Visit[]
  history: Visit[]
  missed: Missed
  visits: { count: number; since: string | null }
  duplicates: LikelyDuplicate[]
  merged: Merged[]
}
/**
 * A record merged into this one. `undoUntil`: until when the merge can be undone; null if it can't be undone, or not
 * yet.
 */
export type Merged = {
  id: string
  merge: string
  fullName: string
  cardNumber: string | null
  photo: string | null
  mergedAt: string
  undoUntil: string | null
}

/**
 * What a desk needs to know about a person, starting with what they can be booked on now. The visitor is read through
 * the collection, so that its field access and its audit entry apply here too. `again`: a screen that is open reads
 * again what it shows, which is the same look for ten minutes.
 */
export const profile = async (
  req: PayloadRequest,
  { id: asked, again, caller, now }: { id: string; again: boolean; caller: Caller; now: Date },
): Promise<Profile> => {
  const { payload } = req
  const db = reading(payload)
  const id = (await leadsTo(db, asked)) ?? asked
  const visitor = await payload.findByID({
    collection: 'visitors',
    id,
    depth: 0,
    overrideAccess: false,
    disableErrors: true,
    context: { lookRecorded: again && (await viewedLately(db, id, caller, now)) },
    req,
  })
  if (!visitor) throw new Refusal('NOT_FOUND')
  const today = addDays(localDate(now, EARLIEST_ZONE), -1)
  const { days } = visitor.erasedAt
    ? { days: [] }
    : await availability(payload, {
        from: today,
        to: addDays(today, DAYS_AHEAD),
        service: null,
        place: null,
        visitor: id,
        caller,
        now,
      })
  const [upcoming, history, marked] = [
    await upcomingOf(db, id, now),
    await historyOf(db, id, now, MOST_HISTORY),
    await lastMarked(db, id, now, LAST_VISITS),
  ]
  // The row is read directly, because the phone counts here even if the caller may not see it.
  const person = await visitorRow(db, id)
  const duplicates = person ? await findDuplicates(db, person, [id, ...(await distinctFrom(db, id))]) : []
  const missed = marked.filter((visit) => visit.missed)
  const mayRead = visitor.comment !== undefined
  return {
    visitor: { ...visitor, phone: visitor.phone ?? null, comment: visitor.comment ?? null },
    services: days
      .flatMap(({ slots }) => slots)
      .filter(({ state, endsAt }) => state === 'open' && endsAt > now.toISOString()),
    upcoming: upcoming.map((row) => asVisit(row, mayRead)),
    history: history.map((row) => asVisit(row, mayRead)),
    missed: { missed: missed.length, of: marked.length, lastOn: missed[0]?.date ?? null },
    visits: await visitsOf(db, id),
    duplicates,
    merged: (await mergedRecords(db, id)).map((record) => asMerged(record, now)),
  }
}

const asMerged = ({ mergedAt, hasTrace, isLatest, ...record }: MergedRecord, now: Date): Merged => {
  const until = undoUntil(mergedAt)
  return {
    ...record,
    mergedAt: mergedAt.toISOString(),
    undoUntil: hasTrace && isLatest && now <= until ? until.toISOString() : null,
  }
}

/** A comment on a visit is shown to callers who may read the visitor's comment. */
const asVisit = (row: ProfileRow, withComment: boolean): Visit => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  bookedAt: row.bookedAt?.toISOString() ?? null,
  comment: withComment ? row.comment : null,
})
