import { newId } from './newId'
import { bool, instant, nullable, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const COLUMNS = `id, name, coalesce(blocked, false) AS blocked, member, checked_at AS "checkedAt"`

const VOLUNTEER = { id: uuid, name: text, blocked: bool, member: nullable(bool), checkedAt: nullable(instant) }

export type VolunteerRow = RowOf<typeof VOLUNTEER>

const BY_TELEGRAM_ID = prepared(
  'volunteer-by-telegram-id',
  `SELECT ${COLUMNS} FROM volunteers WHERE telegram_id = $1`,
  VOLUNTEER,
)

export const volunteerByTelegramId = async (db: Db, telegramId: string): Promise<VolunteerRow | null> =>
  (await db.rows(BY_TELEGRAM_ID, [telegramId]))[0] ?? null

type Membership = { telegramId: string; name: string; member: boolean; now: Date }

const CHANGE_MEMBERSHIP = prepared(
  'change-membership',
  `UPDATE volunteers SET member = $2, checked_at = $3::timestamptz, name = $4::varchar,
          updated_at = CASE WHEN name <> $4::varchar OR member IS DISTINCT FROM $2
                            THEN $3::timestamptz ELSE updated_at END
    WHERE telegram_id = $1 RETURNING ${COLUMNS}`,
  VOLUNTEER,
)

const NEW_VOLUNTEER = prepared(
  'new-volunteer',
  `INSERT INTO volunteers (id, name, telegram_id, blocked, member, checked_at, created_at, updated_at)
   VALUES ($1, $2, $3, false, true, $4, $4, $4)
   ON CONFLICT (telegram_id) DO UPDATE SET member = true, checked_at = EXCLUDED.checked_at RETURNING ${COLUMNS}`,
  VOLUNTEER,
)

/** A member becomes a volunteer. For a non-member, only an existing volunteer is updated. */
export const writeMembership = async (
  db: Db,
  { telegramId, name, member, now }: Membership,
): Promise<{ volunteer: VolunteerRow | null; joined: boolean }> => {
  const [changed] = await db.rows(CHANGE_MEMBERSHIP, [telegramId, member, now.toISOString(), name])
  if (changed || !member) return { volunteer: changed ?? null, joined: false }
  const [made] = await db.rows(NEW_VOLUNTEER, [newId(now), name, telegramId, now.toISOString()])
  return { volunteer: made ?? null, joined: true }
}
