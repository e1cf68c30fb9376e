import type { RetainedField } from '@/domain/visitors/retention'
import { PEOPLE_TABLES } from './people-tables'
import { int, nullable, oneOf, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type Retention = Record<RetainedField, number | null>

const READ_RETENTION = statement('read-retention', 'SELECT field, months FROM retention', {
  field: oneOf('phone', 'comment', 'photo', 'visitor'),
  months: nullable(int),
})

export const readRetention = async (db: Db): Promise<Retention> => {
  const rows = await db.rows(READ_RETENTION)
  const settings: Retention = { phone: null, comment: null, photo: null, visitor: null }
  for (const { field, months } of rows) settings[field] = months
  return settings
}

const WRITE_RETENTION = statement(
  'write-retention',
  'INSERT INTO retention (field, months) VALUES ($1, $2) ON CONFLICT (field) DO UPDATE SET months = $2',
)

export const writeRetention = async (db: Db, settings: Partial<Retention>): Promise<void> => {
  for (const [field, months] of Object.entries(settings)) {
    await db.rows(WRITE_RETENTION, [field, months])
  }
}

/**
 * When a person was last here, or was created if there was no visit. A future booking keeps all data. Each record has
 * its own terms, based on the visits of the whole person.
 */
const LAST_SEEN = `greatest(v.created_at, (
  SELECT max(o.ends_at) FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
   WHERE b.visitor_id = coalesce(v.merged_into_id, v.id) AND b.status IN ('expected', 'attended')))`

const HAS: Record<RetainedField, string> = {
  phone: 'v.phone IS NOT NULL',
  comment: `(v.comment IS NOT NULL OR EXISTS (
    SELECT 1 FROM participants b
     WHERE b.visitor_id = v.id AND (b.comment IS NOT NULL OR b.cancel_reason IS NOT NULL)))`,
  photo: 'v.photo_id IS NOT NULL',
  // Erasing the person erases all their records.
  visitor: 'v.merged_into_id IS NULL',
}

const statementsOf = (field: RetainedField) => {
  const due = `FROM visitors v
    WHERE v.erased_at IS NULL AND ${HAS[field]}
      AND v.created_at < $1::timestamptz - make_interval(months => $2)
      AND ${LAST_SEEN} < $1::timestamptz - make_interval(months => $2)`
  return {
    count: statement(`count-due-${field}`, `SELECT count(*)::int AS count ${due}`, { count: int }),
    find: statement(`find-due-${field}`, `SELECT v.id ${due} ORDER BY v.id LIMIT $3`, { id: uuid }),
  }
}
const DUE = {
  phone: statementsOf('phone'),
  comment: statementsOf('comment'),
  photo: statementsOf('photo'),
  visitor: statementsOf('visitor'),
}

export const countDue = async (db: Db, field: RetainedField, months: number, now: Date): Promise<number> => {
  const [row] = await db.rows(DUE[field].count, [now.toISOString(), months])
  return row?.count ?? 0
}

export const findDue = async (
  db: Db,
  field: RetainedField,
  { months, now, most }: { months: number; now: Date; most: number },
): Promise<string[]> => (await db.rows(DUE[field].find, [now.toISOString(), months, most])).map(({ id }) => id)

const forgetOf = (field: RetainedField, column: string) =>
  statement(`forget-${field}`, `UPDATE visitors SET ${column} = NULL, updated_at = $2 WHERE id = $1`)
const FORGET = {
  phone: forgetOf('phone', 'phone'),
  comment: forgetOf('comment', 'comment'),
  photo: forgetOf('photo', 'photo_id'),
}

const FORGET_COMMENTS = statement(
  'forget-comments',
  `UPDATE participants SET comment = NULL, cancel_reason = NULL
    WHERE visitor_id = $1 AND (comment IS NOT NULL OR cancel_reason IS NOT NULL)`,
)

const FORGET_KEYS = statement('forget-person-keys', 'DELETE FROM person_keys WHERE visitor_id = $1')

/** Removes one kind of data about a person, and the person's data in the log, because it may contain the same. */
export const forget = async (
  db: Db,
  field: Exclude<RetainedField, 'visitor'>,
  visitor: string,
  now: Date,
): Promise<void> => {
  await db.rows(FORGET[field], [visitor, now.toISOString()])
  if (field === 'comment') await db.rows(FORGET_COMMENTS, [visitor])
  await db.rows(FORGET_KEYS, [visitor])
  await db.rows(PEOPLE_TABLES.merges.erasing.change, [visitor])
}
