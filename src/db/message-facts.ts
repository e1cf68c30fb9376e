import { z } from 'zod'
import { bool, instant, int, json, list, nullable, participantStatus, present, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

/** One person on one occurrence with current data, as needed by a message. */
export type PersonFact = {
  participant: string
  status: 'expected' | 'attended' | 'noShow' | 'cancelled'
  bookedBy: string | null
  visitor: string
  fullName: string
  cardNumber: string | null
  phone: string | null
  occurrence: string
  startsAt: Date
  endsAt: Date
  date: string
  service: string
  place: string
  address: string | null
  timezone: string
  reason: string | null
}

const FACTS = `
  b.id AS participant, b.status, v.id AS visitor, v.full_name AS "fullName", v.card_number AS "cardNumber", v.phone,
  CASE WHEN b.booked_by_relation_to = 'volunteers' THEN b.booked_by_value END AS "bookedBy",
  o.id AS occurrence, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.date,
  s.title AS service, p.title AS place, p.address, p.timezone, b.cancel_reason AS reason
  FROM participants b
  JOIN visitors v ON v.id = b.visitor_id
  JOIN occurrences o ON o.id = b.occurrence_id
  JOIN event_days d ON d.id = o.event_day_id
  JOIN services s ON s.id = o.service_id
  JOIN places p ON p.id = o.place_id`

const ORDER = 'ORDER BY o.starts_at, p.title, s.title, o.id, v.full_name, b.id'

const FACT = {
  participant: uuid,
  status: participantStatus,
  bookedBy: nullable(text),
  visitor: uuid,
  fullName: present(text),
  cardNumber: nullable(text),
  phone: nullable(text),
  occurrence: uuid,
  startsAt: instant,
  endsAt: instant,
  date: text,
  service: text,
  place: text,
  address: nullable(text),
  timezone: text,
  reason: nullable(text),
}

const MESSAGE_FACTS = prepared('message-facts', `SELECT ${FACTS} WHERE b.id = ANY ($1::uuid[]) ${ORDER}`, FACT)

export const factsOf = (db: Db, participants: readonly string[]): Promise<PersonFact[]> =>
  db.rows(MESSAGE_FACTS, [participants])

type OfDate = {
  volunteer: string
  date: string
  status: 'expected' | 'noShow'
  /** Those the message was planned for. null: of an earlier version, which named the zone. */
  occurrences: readonly string[] | null
  timezone: string | null
}

const MESSAGE_FACTS_OF_DATE = prepared(
  'message-facts-of-date',
  `SELECT ${FACTS}
    WHERE b.booked_by_relation_to = 'volunteers' AND b.booked_by_value = $1 AND b.status = $3::participant_status
      AND o.date = $2 AND o.status = 'scheduled' AND d.status = 'scheduled'
      AND CASE WHEN $4::uuid[] IS NULL THEN p.timezone = $5
               ELSE o.place_id IN (SELECT t.place_id FROM occurrences t WHERE t.id = ANY ($4::uuid[])) END ${ORDER}`,
  FACT,
)

/** People whom a volunteer booked on a date, at the places where these occurrences are by now. */
export const factsOfDate = (
  db: Db,
  { volunteer, date, status, occurrences, timezone }: OfDate,
): Promise<PersonFact[]> => db.rows(MESSAGE_FACTS_OF_DATE, [volunteer, date, status, occurrences, timezone])

export type VolunteerDate = { volunteer: string; date: string; occurrences: string[] }

const ZONES_OF_PLACES = statement('zones', 'SELECT DISTINCT timezone FROM places ORDER BY timezone', {
  timezone: text,
})

/** The time zones of all places. */
export const zonesOfPlaces = async (db: Db): Promise<string[]> =>
  (await db.rows(ZONES_OF_PLACES)).map(({ timezone }) => timezone)

type Wanted = {
  timezone: string
  dates: readonly string[]
  status: 'expected' | 'noShow'
  from: Date
  until: Date
  bookedBefore: Date | null
}

// A message of an earlier version does not name its occurrences: it was about the whole date.
const VOLUNTEERS_OF_DATES = prepared(
  'volunteers-of-dates',
  `SELECT b.booked_by_value AS volunteer, o.date, array_agg(DISTINCT o.id ORDER BY o.id) AS occurrences
     FROM occurrences o
     JOIN event_days d ON d.id = o.event_day_id
     JOIN places p ON p.id = o.place_id
     JOIN participants b ON b.occurrence_id = o.id AND b.status = $3::participant_status
    WHERE o.starts_at BETWEEN $4 AND $5 AND o.date = ANY ($2::text[]) AND p.timezone = $1 AND o.status = 'scheduled'
      AND d.status = 'scheduled'
      AND b.booked_by_relation_to = 'volunteers' AND ($6::timestamptz IS NULL OR b.booked_at <= $6)
      AND NOT EXISTS (SELECT 1 FROM messages m
            WHERE m.recipient_id = b.booked_by_value AND m.kind = $7 AND m.payload->>'date' = o.date
              AND (NOT m.payload ? 'occurrences'
                   OR EXISTS (SELECT 1 FROM occurrences t WHERE t.place_id = o.place_id
                         AND t.id IN (SELECT jsonb_array_elements_text(m.payload->'occurrences')::uuid))))
    GROUP BY b.booked_by_value, o.date
    ORDER BY o.date, b.booked_by_value`,
  { volunteer: present(text), date: text, occurrences: list(uuid) },
)

/** Volunteers who booked somebody with this status on these dates, and the occurrences at places not told about yet. */
export const volunteersOfDates = (
  db: Db,
  kind: 'reminder' | 'missed',
  { timezone, dates, status, from, until, bookedBefore }: Wanted,
): Promise<VolunteerDate[]> => db.rows(VOLUNTEERS_OF_DATES, [timezone, dates, status, from, until, bookedBefore, kind])

export type AnnouncedEvent = {
  title: string
  rrule: string | null
  date: string
  startTime: string
  endTime: string
  endsNextDay: boolean
  place: string
  address: string | null
  timezone: string
  next: string
  services: { title: string; startTime: string; endTime: string; capacity: number }[]
}

const ANNOUNCED_EVENT = prepared(
  'announced-event',
  `SELECT e.title, e.rrule, e.date, e.start_time AS "startTime", e.end_time AS "endTime",
          e.ends_next_day AS "endsNextDay", p.title AS place, p.address, p.timezone, n.date AS next,
          (SELECT coalesce(json_agg(json_build_object(
                    'title', s.title, 'startTime', l.start_time, 'endTime', l.end_time,
                    'capacity', l.capacity) ORDER BY l.start_time < e.start_time, l.start_time, l._order), '[]')
             FROM events_services l JOIN services s ON s.id = l.service_id WHERE l._parent_id = e.id) AS services
     FROM events e
     JOIN places p ON p.id = e.place_id
     JOIN LATERAL (SELECT d.date FROM event_days d WHERE d.event_id = e.id AND d.status = 'scheduled'
           AND d.ends_at > $2 ORDER BY d.starts_at LIMIT 1) n ON true
    WHERE e.id = $1 AND e.deleted_at IS NULL AND e.archived_at IS NULL`,
  {
    title: text,
    rrule: nullable(text),
    date: text,
    startTime: text,
    endTime: text,
    endsNextDay: bool,
    place: text,
    address: nullable(text),
    timezone: text,
    next: text,
    services: json(
      z.array(z.object({ title: z.string(), startTime: z.string(), endTime: z.string(), capacity: z.int() })),
    ),
  },
)

/** An event with dates to come; null if there is nothing to announce any more. */
export const announcedEvent = async (db: Db, id: string, now: Date): Promise<AnnouncedEvent | null> => {
  const rows = await db.rows(ANNOUNCED_EVENT, [id, now])
  return rows[0] ?? null
}

export type SummaryLine = {
  place: string
  service: string
  startsAt: Date
  endsAt: Date
  timezone: string
  cancelled: boolean
  capacity: number
  participants: number
  expected: number
  attended: number
  noShow: number
}

const SUMMARY_OF_DATE = prepared(
  'summary-of-date',
  `SELECT p.title AS place, s.title AS service, o.starts_at AS "startsAt", o.ends_at AS "endsAt", p.timezone,
          (o.status = 'cancelled' OR d.status = 'cancelled') AS cancelled, o.capacity, o.participants,
          (SELECT count(*) FILTER (WHERE b.status = 'expected')::int FROM participants b
                WHERE b.occurrence_id = o.id) AS expected,
          (SELECT count(*) FILTER (WHERE b.status = 'attended')::int FROM participants b
                WHERE b.occurrence_id = o.id) AS attended,
          (SELECT count(*) FILTER (WHERE b.status = 'noShow')::int FROM participants b
                WHERE b.occurrence_id = o.id) AS "noShow"
     FROM occurrences o
     JOIN event_days d ON d.id = o.event_day_id
     JOIN services s ON s.id = o.service_id
     JOIN places p ON p.id = o.place_id
    WHERE o.date = $1 AND NOT o.skipped AND NOT d.skipped
    ORDER BY p.title, o.starts_at, s.title, o.id`,
  {
    place: text,
    service: text,
    startsAt: instant,
    endsAt: instant,
    timezone: text,
    cancelled: bool,
    capacity: int,
    participants: int,
    expected: int,
    attended: int,
    noShow: int,
  },
)

/** What took place on a local date, by place. Contains no names. */
export const summaryOfDate = (db: Db, date: string): Promise<SummaryLine[]> => db.rows(SUMMARY_OF_DATE, [date])

export type FullDay = { place: string; title: string; date: string; participants: number; capacity: number }

const FULL_DAYS = prepared(
  'full-days',
  `SELECT p.title AS place, e.title, d.date, d.participants, d.capacity
     FROM event_days d JOIN events e ON e.id = d.event_id JOIN places p ON p.id = d.place_id
    WHERE e.deleted_at IS NULL AND d.status = 'scheduled' AND d.date BETWEEN $1 AND $2
      AND d.participants >= d.capacity
    ORDER BY d.date, p.title, e.title LIMIT 50`,
  { place: text, title: text, date: text, participants: int, capacity: int },
)

export const fullDays = (db: Db, from: string, to: string): Promise<FullDay[]> => db.rows(FULL_DAYS, [from, to])

export type FailedKind = { kind: string; error: string | null; count: number }

const FAILED_SINCE = prepared(
  'failed-since',
  `SELECT kind, last_error AS error, count(*)::int AS count FROM messages
    WHERE status = 'failed' AND updated_at > $1 AND kind <> 'failures' GROUP BY kind, last_error
    ORDER BY 3 DESC, 1, 2 LIMIT 20`,
  { kind: text, error: nullable(text), count: int },
)

/** Messages that could not be sent, by kind and reason. Reports about failures are left out. */
export const failedSince = (db: Db, since: Date): Promise<FailedKind[]> => db.rows(FAILED_SINCE, [since])

const ADMINISTRATOR_IDS = statement(
  'administrator-ids',
  `SELECT id FROM users WHERE role = 'administrator' AND blocked IS NOT TRUE ORDER BY id`,
  { id: uuid },
)

export const administratorIds = async (db: Db): Promise<string[]> =>
  (await db.rows(ADMINISTRATOR_IDS)).map(({ id }) => id)

const TOLD_OF_BOT = statement(
  'told-of-bot',
  `SELECT payload->>'reason' AS kind, recipient_id AS recipient, created_at AS at FROM messages
    WHERE kind = 'botTrouble' AND created_at > $1::timestamptz - interval '30 days'
      AND payload->>'reason' IS NOT NULL AND recipient_id IS NOT NULL`,
  { kind: present(text), recipient: present(text), at: instant },
)

/** When whom a letter told of which trouble with the bot. */
export const toldOfBot = (db: Db, now: Date): Promise<{ kind: string; recipient: string; at: Date }[]> =>
  db.rows(TOLD_OF_BOT, [now])

const LAST_REPORT_AT = statement(
  'last-report-at',
  `SELECT max(created_at) AS at FROM messages WHERE kind = 'failures'`,
  { at: nullable(instant) },
)

export const lastReportAt = async (db: Db): Promise<Date | null> => (await db.rows(LAST_REPORT_AT))[0]?.at ?? null
