import { z } from 'zod'
import { archivedAt, OPENS_BY_DAYS, OPENS_BY_OCCURRENCES, WINDOW_OF_LINE } from './booking-window'
import { listsOf, madeOnce, rowsOfLists, SECONDS } from './lists'
import { json, windowUnit, type RowOf } from './rows'
import type { FoundSlot } from './slots'
import type { Db } from './sql'
import { prepared } from './statement'

export type SlotFilter = {
  from: string
  to: string
  service: string | null
  place: string | null
  visitor: string | null
  now: Date
}

const texts = z.array(z.string())
const bools = z.array(z.boolean())
const ints = z.array(z.int())
const instants = z.array(z.number())

const SLOTS = z.object({
  occurrence: texts,
  eventDay: texts,
  kind: ints,
  date: texts,
  startsAt: instants,
  endsAt: instants,
  cancelled: bools,
  capacity: ints,
  taken: ints,
})
/** What all occurrences of one line of an event have in common. */
const KINDS = z.object({
  id: ints,
  event: texts,
  service: texts,
  place: texts,
  timezone: texts,
  archived: bools,
  registration: bools,
  allowOverlap: bools,
  value: ints,
  unit: z.array(z.enum(windowUnit.options)),
})
const DAYS = z.object({ id: texts, cancelled: bools, capacity: ints, taken: ints })
const OPENINGS = z.object({ timezone: texts, value: ints, date: texts, opensAt: instants })
const COUNTED = z.object({ id: texts, opensAt: z.array(z.number().nullable()) })
const HELD = z.object({ id: texts, people: ints })

const FOUND = {
  slots: json(SLOTS),
  kinds: json(KINDS),
  days: json(DAYS),
  openings: json(OPENINGS),
  counted: json(COUNTED),
  held: json(HELD),
  heldOnDays: json(HELD),
}

/**
 * There are few holds, so they are counted once for all slots. Somebody who is already booked takes no second place.
 */
const HELD_ON = (column: string): string => `
  SELECT ${listsOf(HELD, { id: 'x.id', people: 'x.people' })} FROM (
    SELECT h.${column} AS id, count(DISTINCT h.visitor_id)::int AS people FROM held h
     WHERE NOT EXISTS (SELECT 1 FROM participants b
            WHERE b.${column} = h.${column} AND b.visitor_id = h.visitor_id AND b.status <> 'cancelled')
     GROUP BY 1) x`

/**
 * A month has thousands of slots. A join would repeat the data of the event, service, place and window in each, so each
 * table's data is returned once and combined below. It is one statement so that a hold that becomes a booking is seen
 * as exactly one of the two.
 */
const IN_RANGE = prepared(
  'slots-in-range',
  `
WITH found AS MATERIALIZED (
  SELECT o.* FROM occurrences o
   WHERE o.date BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR o.service_id = $3) AND ($4::uuid IS NULL OR o.place_id = $4)
), kind AS MATERIALIZED (
  SELECT row_number() OVER ()::int AS id, o.* FROM (SELECT DISTINCT event_id, line, service_id, place_id FROM found) o
), slot AS MATERIALIZED (
  SELECT o.*, k.id AS kind FROM found o JOIN kind k USING (event_id, line, service_id, place_id)
), known AS MATERIALIZED (
  SELECT o.id, o.event_id, o.service_id, o.place_id, p.timezone, ${archivedAt('$5')} AS archived,
         s.registration, s.allow_overlap, w.value, w.unit
    FROM kind o
    JOIN events e ON e.id = o.event_id
    JOIN services s ON s.id = o.service_id
    JOIN places p ON p.id = o.place_id
    ${WINDOW_OF_LINE}
   WHERE e.deleted_at IS NULL
), held AS MATERIALIZED (
  SELECT h.visitor_id, h.occurrence_id, o.event_day_id FROM holds h JOIN occurrences o ON o.id = h.occurrence_id
   WHERE h.expires_at > clock_timestamp() AND h.visitor_id IS DISTINCT FROM $6::uuid
)
SELECT (SELECT ${listsOf(SLOTS, {
    occurrence: 'o.id',
    eventDay: 'o.event_day_id',
    kind: 'o.kind',
    date: 'o.date',
    startsAt: SECONDS('o.starts_at'),
    endsAt: SECONDS('o.ends_at'),
    cancelled: `o.status = 'cancelled'`,
    capacity: 'o.capacity',
    taken: 'o.participants',
  })} FROM slot o) AS slots,
  (SELECT ${listsOf(KINDS, {
    id: 'k.id',
    event: 'k.event_id',
    service: 'k.service_id',
    place: 'k.place_id',
    timezone: 'k.timezone',
    archived: 'k.archived',
    registration: 'coalesce(k.registration, false)',
    allowOverlap: 'coalesce(k.allow_overlap, false)',
    value: 'k.value',
    unit: 'k.unit',
  })} FROM known k) AS kinds,
  (SELECT ${listsOf(DAYS, {
    id: 'd.id',
    cancelled: `d.status = 'cancelled'`,
    capacity: 'd.capacity',
    taken: 'd.participants',
  })} FROM event_days d
    WHERE d.date BETWEEN $1 AND $2
      AND ($3::uuid IS NULL AND $4::uuid IS NULL OR d.id IN (SELECT event_day_id FROM slot))) AS days,
  (SELECT ${listsOf(OPENINGS, {
    timezone: 'p.timezone',
    value: 'w.value',
    date: 'o.date',
    opensAt: SECONDS(OPENS_BY_DAYS),
  })} FROM (SELECT DISTINCT date FROM slot) o
     CROSS JOIN (SELECT DISTINCT value FROM known WHERE unit = 'days') w
     CROSS JOIN (SELECT DISTINCT timezone FROM known) p) AS openings,
  (SELECT ${listsOf(COUNTED, { id: 'o.id', opensAt: SECONDS(OPENS_BY_OCCURRENCES) })}
     FROM (SELECT * FROM slot WHERE (kind IN (SELECT id FROM known WHERE unit = 'occurrences')) IS TRUE) o
     JOIN services s ON s.id = o.service_id ${WINDOW_OF_LINE}) AS counted,
  (${HELD_ON('occurrence_id')}) AS held,
  (${HELD_ON('event_day_id')}) AS "heldOnDays"`,
  FOUND,
)

/** All occurrences dated from..to (local dates) in one statement, ordered by date, start and id. */
export const slotsInRange = async (
  db: Db,
  { from, to, service, place, visitor, now }: SlotFilter,
): Promise<FoundSlot[]> => {
  const [found] = await db.rows(IN_RANGE, [from, to, service, place, now.toISOString(), visitor])
  return found ? joined(found) : []
}

const byId = <Id, Row extends { id: Id }>(rows: readonly (Row & { id: Id })[]) =>
  new Map<Id, Row>(rows.map((row) => [row.id, row]))

const joined = ({ slots, ...parts }: RowOf<typeof FOUND>): FoundSlot[] => {
  const [kinds, days] = [byId(rowsOfLists(parts.kinds)), byId(rowsOfLists(parts.days))]
  const [held, heldOnDays] = [byId(rowsOfLists(parts.held)), byId(rowsOfLists(parts.heldOnDays))]
  const counted = byId(rowsOfLists(parts.counted))
  const openings = new Map(rowsOfLists(parts.openings).map((row) => [openingOf(row, row.date), row.opensAt]))
  const dates = madeOnce((seconds: number) => new Date(seconds * 1_000))

  return rowsOfLists(slots)
    .sort(byStart)
    .flatMap((slot): FoundSlot[] => {
      const { occurrence, eventDay, date } = slot
      const [kind, day] = [kinds.get(slot.kind), days.get(eventDay)]
      // The event is deleted.
      if (!kind || !day) return []
      const opensAt =
        kind.unit === 'occurrences' ? counted.get(occurrence)?.opensAt : openings.get(openingOf(kind, date))
      return [
        {
          occurrence,
          event: kind.event,
          eventDay,
          service: kind.service,
          place: kind.place,
          timezone: kind.timezone,
          date,
          startsAt: dates(slot.startsAt),
          endsAt: dates(slot.endsAt),
          cancelled: slot.cancelled || day.cancelled,
          archived: kind.archived,
          opensAt: opensAt === undefined || opensAt === null ? null : dates(opensAt),
          registration: kind.registration,
          allowOverlap: kind.allowOverlap,
          capacity: slot.capacity,
          taken: slot.taken,
          held: held.get(occurrence)?.people ?? 0,
          dayCapacity: day.capacity,
          dayTaken: day.taken,
          dayHeld: heldOnDays.get(eventDay)?.people ?? 0,
          reusable: null,
        },
      ]
    })
}

const openingOf = ({ timezone, value }: { timezone: string; value: number }, date: string): string =>
  `${timezone} ${value} ${date}`

type Placed = { date: string; startsAt: number; occurrence: string }

const byStart = (a: Placed, b: Placed): number =>
  a.date === b.date ? a.startsAt - b.startsAt || (a.occurrence < b.occurrence ? -1 : 1) : a.date < b.date ? -1 : 1
