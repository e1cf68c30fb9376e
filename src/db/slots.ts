import { z } from 'zod'
import type { Booking, Person, Slot } from '@/domain/booking/decide'
import { archivedAt, OPENS_AT, WINDOW_OF_LINE } from './booking-window'
import { lockOfBooking } from './participants'
import { bool, instant, int, json, nullable, outer, text, uuid, visitorStatus, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared, type Call } from './statement'

/** A slot with additional data for the answer. */
export type FoundSlot = Slot & {
  event: string
  service: string
  place: string
  timezone: string
  date: string
  reusable: Reusable | null
}
/** A cancelled participant of this visitor, re-activated when the visitor books again. */
export type Reusable = { id: string; createdAt: Date }

const COLUMNS = (now: string) => `
  o.id AS occurrence, o.event_id AS event, o.event_day_id AS "eventDay", o.service_id AS service, o.place_id AS place,
  p.timezone, o.date,
  (o.status = 'cancelled' OR d.status = 'cancelled') AS cancelled,
  ${archivedAt(now)} AS archived,
  coalesce(s.registration, false) AS registration, coalesce(s.allow_overlap, false) AS "allowOverlap",
  o.capacity, o.participants AS taken, d.capacity AS "dayCapacity", d.participants AS "dayTaken"`

const SLOT = {
  occurrence: uuid,
  event: uuid,
  eventDay: uuid,
  service: uuid,
  place: uuid,
  timezone: text,
  date: text,
  cancelled: bool,
  archived: bool,
  registration: bool,
  allowOverlap: bool,
  capacity: int,
  taken: int,
  dayCapacity: int,
  dayTaken: int,
  held: int,
  dayHeld: int,
}

/**
 * Holds are compared with the current time of the database: now() is the start of the transaction and would be outdated
 * after waiting for a lock. Somebody who has a hold and is already booked takes no second place.
 */
const HELD = (visitor: string) => `
  (SELECT count(DISTINCT h.visitor_id)::int FROM holds h
    WHERE h.occurrence_id = o.id AND h.expires_at > clock_timestamp() AND h.visitor_id IS DISTINCT FROM ${visitor}
      AND NOT EXISTS (SELECT 1 FROM participants b
                       WHERE b.occurrence_id = o.id AND b.visitor_id = h.visitor_id AND b.status <> 'cancelled')
  ) AS held,
  (SELECT count(DISTINCT h.visitor_id)::int FROM holds h JOIN occurrences ho ON ho.id = h.occurrence_id
    WHERE ho.event_day_id = d.id AND h.expires_at > clock_timestamp() AND h.visitor_id IS DISTINCT FROM ${visitor}
      AND NOT EXISTS (SELECT 1 FROM participants b
                       WHERE b.event_day_id = d.id AND b.visitor_id = h.visitor_id AND b.status <> 'cancelled')
  ) AS "dayHeld"`

const TABLES = `
  FROM occurrences o
  JOIN event_days d ON d.id = o.event_day_id
  JOIN events e ON e.id = o.event_id
  JOIN services s ON s.id = o.service_id
  JOIN places p ON p.id = o.place_id
  ${WINDOW_OF_LINE}`

/** Active bookings of visitor v dated between two local dates, as JSON. */
const BOOKINGS = (visitor: string, from: string, to: string) => `
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'participant', x.id, 'occurrence', x.occurrence_id, 'eventDay', x.event_day_id,
           'startsAt', xo.starts_at, 'endsAt', xo.ends_at, 'allowOverlap', coalesce(xs.allow_overlap, false))),
             '[]'::jsonb)
    FROM participants x
    JOIN occurrences xo ON xo.id = x.occurrence_id
    JOIN services xs ON xs.id = xo.service_id
   WHERE x.visitor_id = ${visitor} AND x.status <> 'cancelled' AND xo.date BETWEEN ${from} AND ${to}`

const bookings = json(
  z.array(
    z.object({
      participant: z.string(),
      occurrence: z.string(),
      eventDay: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
      allowOverlap: z.boolean(),
    }),
  ),
)

const PERSON = prepared(
  'person-with-bookings',
  `SELECT v.id AS visitor, v.status, (${BOOKINGS('v.id', '$2', '$3')}) AS bookings
     FROM visitors asked JOIN visitors v ON v.id = coalesce(asked.merged_into_id, asked.id)
    WHERE asked.id = $1 AND v.erased_at IS NULL`,
  { visitor: uuid, status: visitorStatus, bookings },
)

const DATE_OF = (which: string): string =>
  `(SELECT to_char(${which}, 'YYYY-MM-DD') FROM occurrences WHERE id = ANY ($1::uuid[]))`

/** If the occurrence is not found, the row contains only the visitor. */
const FOUND_BY_ID = {
  ...SLOT,
  startsAt: instant,
  endsAt: instant,
  opensAt: nullable(instant),
  reusableId: nullable(uuid),
  reusableCreatedAt: nullable(instant),
}

const PERSON_AND_SLOTS = {
  visitorStatus: nullable(visitorStatus),
  mergedInto: nullable(uuid),
  bookings,
  ...outer(FOUND_BY_ID),
}

/** The visitor and the slots in one round trip, because the locks of a busy occurrence are held meanwhile. */
const BY_ID = prepared(
  'person-and-slots',
  `
SELECT v.status AS "visitorStatus", v.merged_into_id AS "mergedInto",
       (${BOOKINGS('$2', DATE_OF('min(date)::date - 2'), DATE_OF('max(date)::date + 2'))}) AS bookings,
       f.*
  FROM (SELECT 1) nothing
  LEFT JOIN visitors v ON v.id = $2 AND v.erased_at IS NULL
  LEFT JOIN LATERAL (
    SELECT ${COLUMNS('$3')}, o.starts_at AS "startsAt", o.ends_at AS "endsAt", ${OPENS_AT} AS "opensAt",
           ${HELD('$2')}, r.id AS "reusableId", r.created_at AS "reusableCreatedAt"
      ${TABLES}
      LEFT JOIN participants r ON r.occurrence_id = o.id AND r.visitor_id = $2 AND r.status = 'cancelled'
     WHERE o.id = ANY ($1::uuid[])
  ) f ON true`,
  PERSON_AND_SLOTS,
)

/** A visitor and wanted occurrences as they are under the locks. Unknown occurrences are left out. */
export type PersonAndSlots = {
  /** null: no such visitor. */
  person: Person | null
  /** The record was merged into this one, which is not locked. */
  mergedInto: string | null
  /** In the order in which they were asked for. */
  slots: FoundSlot[]
}
type Asked = { occurrences: readonly string[]; visitor: string; now: Date }

/** Reads the visitor, the active bookings around the wanted dates, and the wanted occurrences. Sent after a lock. */
export const personAndSlotsOf = ({ occurrences, visitor, now }: Asked): Call<RowOf<typeof PERSON_AND_SLOTS>> => ({
  statement: BY_ID,
  values: [occurrences, visitor, now.toISOString()],
})

/** Interprets the rows of `personAndSlotsOf`. */
export const asPersonAndSlots = (
  rows: readonly RowOf<typeof PERSON_AND_SLOTS>[],
  occurrences: readonly string[],
): PersonAndSlots => {
  const found = new Map(
    rows
      .filter(isFound)
      .map(({ visitorStatus: _, mergedInto: __, bookings: ___, ...row }) => [row.occurrence, asSlot(row)]),
  )
  const [first] = rows
  return {
    person: first?.visitorStatus ? asPerson({ status: first.visitorStatus, bookings: first.bookings }) : null,
    mergedInto: first?.mergedInto ?? null,
    slots: occurrences.flatMap((id) => found.get(id) ?? []),
  }
}

/** Takes the locks for a booking and reads what they protect, in one round trip. `before` is sent first. */
export const lockedPersonAndSlots = async (
  db: Db,
  { before, ...asked }: Asked & { before: Call | null },
): Promise<PersonAndSlots & { rowsBefore: readonly unknown[] }> => {
  const [lock, read] = [lockOfBooking(asked.visitor, asked.occurrences), personAndSlotsOf(asked)]
  const [rowsBefore, , rows] = before
    ? await db.together([before, lock, read])
    : ([[], ...(await db.together([lock, read]))] as const)
  return { ...asPersonAndSlots(rows, asked.occurrences), rowsBefore }
}

const isFound = <Row extends { occurrence: string | null }>(row: Row): row is Row & RowOf<typeof FOUND_BY_ID> =>
  row.occurrence !== null

const asSlot = ({ reusableId, reusableCreatedAt, ...row }: RowOf<typeof FOUND_BY_ID>): FoundSlot => ({
  ...row,
  reusable: reusableId && reusableCreatedAt ? { id: reusableId, createdAt: reusableCreatedAt } : null,
})

type BookingRow = Omit<Booking, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }

const asPerson = ({ status, bookings }: { status: Person['status']; bookings: BookingRow[] }): Person => ({
  status,
  bookings: bookings.map((booking) => ({
    ...booking,
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt),
  })),
})

/**
 * A visitor with active bookings dated from..to. The local dates should be widened by two days, because a night in
 * another zone may overlap across two midnights. null: no such visitor.
 */
export const personWithBookings = async (
  db: Db,
  { visitor, from, to }: { visitor: string; from: string; to: string },
): Promise<{ visitor: string; person: Person } | null> => {
  const [row] = await db.rows(PERSON, [visitor, from, to])
  return row ? { visitor: row.visitor, person: asPerson(row) } : null
}
