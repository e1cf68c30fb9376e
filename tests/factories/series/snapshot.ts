import type { Pool } from 'pg'

/** What is stored about the events of one program, with instants as numbers so that rows can be compared. */
export type DayRow = {
  id: string
  event: string
  date: string
  place: string
  zone: string
  startTime: string
  endTime: string
  endsNextDay: boolean
  startsAt: number
  endsAt: number
  capacity: number
  status: 'scheduled' | 'cancelled'
  skipped: boolean
  editedFields: string[]
}
export type OccurrenceRow = {
  id: string
  event: string
  day: string
  line: string
  service: string
  place: string
  date: string
  startsAt: number
  endsAt: number
  capacity: number
  status: 'scheduled' | 'cancelled'
  skipped: boolean
  editedFields: string[]
}
export type PersonRow = { id: string; visitor: string; occurrence: string; status: string }
export type LineRow = { id: string; service: string; startTime: string; endTime: string; capacity: number }
export type EventRow = {
  id: string
  type: string
  date: string
  place: string
  zone: string
  rrule: string | null
  startTime: string
  endTime: string
  endsNextDay: boolean
  capacity: number
  expandedUntil: string
  archived: boolean
  skipDates: string[]
  lines: LineRow[]
}

export type Snapshot = {
  events: Map<string, EventRow>
  days: Map<string, DayRow>
  occurrences: Map<string, OccurrenceRow>
  people: Map<string, PersonRow>
}

const MS = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`

const EVENTS = `
  SELECT e.id, e.type, e.date, e.place_id AS place, p.timezone AS zone, e.rrule, e.start_time AS "startTime",
         e.end_time AS "endTime", e.ends_next_day AS "endsNextDay", e.capacity,
         coalesce(e.expanded_until, e.date) AS "expandedUntil", e.archived_at IS NOT NULL AS archived,
         (SELECT coalesce(json_agg(s.date), '[]') FROM events_skip_dates s WHERE s._parent_id = e.id) AS "skipDates",
         (SELECT coalesce(json_agg(json_build_object('id', l.id, 'service', l.service_id, 'startTime', l.start_time,
                   'endTime', l.end_time, 'capacity', l.capacity) ORDER BY l._order), '[]')
            FROM events_services l WHERE l._parent_id = e.id) AS lines
    FROM events e JOIN places p ON p.id = e.place_id WHERE e.id = ANY ($1::uuid[])`

const DAYS = `
  SELECT d.id, d.event_id AS event, d.date, d.place_id AS place, p.timezone AS zone, d.start_time AS "startTime",
         d.end_time AS "endTime", d.ends_next_day AS "endsNextDay", ${MS('d.starts_at')} AS "startsAt",
         ${MS('d.ends_at')} AS "endsAt", d.capacity, d.status, d.skipped,
         coalesce(d.edited_fields, '[]') AS "editedFields"
    FROM event_days d JOIN places p ON p.id = d.place_id WHERE d.event_id = ANY ($1::uuid[])`

const OCCURRENCES = `
  SELECT o.id, o.event_id AS event, o.event_day_id AS day, o.line, o.service_id AS service, o.place_id AS place, o.date,
         ${MS('o.starts_at')} AS "startsAt", ${MS('o.ends_at')} AS "endsAt", o.capacity, o.status, o.skipped,
         coalesce(o.edited_fields, '[]') AS "editedFields"
    FROM occurrences o WHERE o.event_id = ANY ($1::uuid[])`

const PEOPLE = `
  SELECT b.id, b.visitor_id AS visitor, b.occurrence_id AS occurrence, b.status
    FROM participants b JOIN occurrences o ON o.id = b.occurrence_id WHERE o.event_id = ANY ($1::uuid[])`

export const takeSnapshot = async (pool: Pool, events: readonly string[]): Promise<Snapshot> => {
  const byId = async <Row extends { id: string }>(text: string): Promise<Map<string, Row>> =>
    new Map((await pool.query<Row>(text, [events])).rows.map((row) => [row.id, row]))
  return {
    events: await byId<EventRow>(EVENTS),
    days: await byId<DayRow>(DAYS),
    occurrences: await byId<OccurrenceRow>(OCCURRENCES),
    people: await byId<PersonRow>(PEOPLE),
  }
}

/** Rows that are not the same in both, without the event and the line, which a split gives anew. */
export const changedRows = <Row extends { id: string }>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  which: (row: Row) => boolean = () => true,
): string[] => {
  const plain = (row: Row | undefined): string => JSON.stringify({ ...row, event: null, line: null, zone: null })
  const ids = new Set([...before.values(), ...after.values()].filter(which).map(({ id }) => id))
  return [...ids].flatMap((id) => {
    const [was, is] = [plain(before.get(id)), plain(after.get(id))]
    return was === is ? [] : [`${was} -> ${is}`]
  })
}
