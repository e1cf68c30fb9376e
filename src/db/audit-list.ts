import { z } from 'zod'
import { instant, int, json, nullable, text, uuid } from './rows'
import { foldedInto } from './merges'
import { recordsOf } from './merged'
import type { Db } from './sql'
import { statement } from './statement'

/** Which entries: one, about a person, by or about an account, of some kinds, in a time. null: no such condition. */
export type LogFilter = {
  entry: string | null
  visitor: string | null
  account: string | null
  actions: readonly string[] | null
  from: Date | null
  until: Date | null
}

export type LogRow = {
  id: string
  at: Date
  action: string
  subject: string
  subjectId: string
  actorKind: string | null
  actorId: string | null
  via: string | null
  address: string | null
  people: string[] | null
}

/** What is known of a person: every record, their bookings, and lists in which they were shown. */
const MATCHING = `FROM audit_log l
 WHERE ($1::text[] IS NULL OR l.subject_id = ANY ($1::text[])
        OR (l.action = 'visitors.listed' AND l.changes->'ids' ?| $2::text[]))
   AND ($3::text IS NULL OR l.actor_id = $3::text OR l.subject_id = $3::text)
   AND ($4::text[] IS NULL OR l.action = ANY ($4::text[]))
   AND ($5::timestamptz IS NULL OR l.at >= $5::timestamptz)
   AND ($6::timestamptz IS NULL OR l.at < $6::timestamptz)
   AND ($7::uuid IS NULL OR l.id = $7::uuid)`

const PAGE = statement(
  'page-of-log',
  `SELECT l.id, l.at, l.action, l.subject, l.subject_id AS "subjectId", l.actor_kind AS "actorKind",
          l.actor_id AS "actorId", l.via, l.address, l.changes->'ids' AS people
     ${MATCHING} ORDER BY l.at DESC, l.id DESC LIMIT $8 OFFSET $9`,
  {
    id: uuid,
    at: instant,
    action: text,
    subject: text,
    subjectId: text,
    actorKind: nullable(text),
    actorId: nullable(text),
    via: nullable(text),
    address: nullable(text),
    people: nullable(json(z.array(z.string()).nullable())),
  },
)

/** Pages beyond this would read the whole log for each of them. */
export const MOST_ENTRIES = 10_000

const COUNT = statement(
  'count-log',
  `SELECT count(*)::int AS count FROM (SELECT 1 ${MATCHING} LIMIT ${MOST_ENTRIES + 1}) AS found`,
  { count: int },
)

const BOOKINGS = statement(
  'bookings-of-records',
  'SELECT id::text AS id FROM participants WHERE visitor_id = ANY ($1::uuid[])',
  { id: text },
)

const valuesOf = async (db: Db, { entry, visitor, account, actions, from, until }: LogFilter): Promise<unknown[]> => {
  const records = visitor === null ? null : await recordsOf(db, visitor)
  const bookings = records && [
    ...(await db.rows(BOOKINGS, [records])).map(({ id }) => id),
    ...(await foldedInto(db, records)),
  ]
  const about = records && bookings ? [...records, ...bookings] : null
  return [about, records, account, actions, from?.toISOString() ?? null, until?.toISOString() ?? null, entry]
}

/** One page of the log, the newest first, and how many entries there are up to `MOST_ENTRIES`. */
export const pageOfLog = async (
  db: Db,
  filter: LogFilter,
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: LogRow[]; count: number }> => {
  const values = await valuesOf(db, filter)
  const [rows, counted] = await Promise.all([
    db.rows(PAGE, [...values, limit, (page - 1) * limit]),
    db.rows(COUNT, values),
  ])
  return { rows, count: counted[0]?.count ?? 0 }
}

const PEOPLE = statement(
  'people-in-log',
  `SELECT asked.id, coalesce(v.merged_into_id, v.id)::text AS visitor, whole.full_name AS name
     FROM (SELECT unnest($1::text[]) AS id) AS asked
     LEFT JOIN participants p ON p.id::text = asked.id
     JOIN visitors v ON v.id = coalesce(p.visitor_id, asked.id::uuid)
     JOIN visitors whole ON whole.id = coalesce(v.merged_into_id, v.id)`,
  { id: text, visitor: text, name: nullable(text) },
)

export type PersonInLog = { id: string; name: string }

/**
 * Whom entries are about, by the ids in them, of people and of bookings: who that is today, also after a merge.
 * An erased person has the name that erasing leaves.
 */
export const peopleInLog = async (db: Db, ids: readonly string[]): Promise<Map<string, PersonInLog>> => {
  const rows = await db.rows(PEOPLE, [[...new Set(ids)]])
  return new Map(rows.map(({ id, visitor, name }) => [id, { id: visitor, name: name ?? '' }]))
}
