import type { PersonFields } from '@/domain/merges/fields'
import { fullName } from '@/domain/visitors/name'
import { bool, instant, int, nullable, text, uuid, visitorStatus } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type MergeRecord = PersonFields & { id: string; erasedAt: Date | null; mergedInto: string | null }

const RECORD = {
  id: uuid,
  lastName: text,
  firstName: text,
  middleName: nullable(text),
  birthYear: nullable(int),
  phone: nullable(text),
  cardNumber: nullable(text),
  cardTwin: bool,
  photo: nullable(uuid),
  comment: nullable(text),
  status: visitorStatus,
  registeredBy: nullable(uuid),
  mksId: nullable(text),
  consentGivenAt: nullable(instant),
  consentRecordedBy: nullable(text),
  consentWithdrawnAt: nullable(instant),
  erasedAt: nullable(instant),
  mergedInto: nullable(uuid),
}

const COLUMNS = `id, last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName",
  birth_year AS "birthYear", phone, card_number AS "cardNumber", card_twin AS "cardTwin", photo_id AS photo,
  comment, status, registered_by AS "registeredBy", mks_id::text AS "mksId", consent_given_at AS "consentGivenAt",
  consent_recorded_by AS "consentRecordedBy", consent_withdrawn_at AS "consentWithdrawnAt", erased_at AS "erasedAt",
  merged_into_id AS "mergedInto"`

const LOCK_RECORDS = statement(
  'lock-merge-records',
  `SELECT ${COLUMNS} FROM visitors WHERE id = ANY ($1::uuid[]) OR merged_into_id = ANY ($1::uuid[])
    ORDER BY id FOR UPDATE`,
  RECORD,
)
const READ_RECORDS = statement('merge-records', `SELECT ${COLUMNS} FROM visitors WHERE id = ANY ($1::uuid[])`, RECORD)

/**
 * Locks these records, and all that lead to them, in id order. FOR UPDATE, so that meanwhile nothing can reference
 * them, not even through a plain INSERT.
 */
export const lockRecords = async (db: Db, ids: readonly string[]): Promise<Map<string, MergeRecord>> => {
  await db.rows(LOCK_RECORDS, [ids])
  // Lock again, because the transaction we waited for may have changed which records lead to which.
  return asRecords(await db.rows(LOCK_RECORDS, [ids]))
}

export const readRecords = async (db: Db, ids: readonly string[]): Promise<Map<string, MergeRecord>> =>
  asRecords(await db.rows(READ_RECORDS, [ids]))

type Row = Omit<PersonFields, 'consent' | 'mksId'> & {
  id: string
  mksId: string | null
  consentGivenAt: Date | null
  consentRecordedBy: string | null
  consentWithdrawnAt: Date | null
  erasedAt: Date | null
  mergedInto: string | null
}

const asRecords = (rows: readonly Row[]): Map<string, MergeRecord> =>
  new Map(
    rows.map(({ consentGivenAt, consentRecordedBy, consentWithdrawnAt, mksId, ...row }) => [
      row.id,
      {
        ...row,
        mksId: mksId === null ? null : Number(mksId),
        consent: {
          givenAt: consentGivenAt?.toISOString() ?? null,
          recordedBy: consentRecordedBy,
          withdrawnAt: consentWithdrawnAt?.toISOString() ?? null,
        },
      },
    ]),
  )

const FIELDS = `"lastName" text, "firstName" text, "middleName" text, "fullName" text, "birthYear" int, phone text,
  "cardNumber" text, "cardTwin" boolean, photo uuid, comment text, status text, "registeredBy" uuid,
  "mksId" numeric, consent jsonb`

const WRITE_RECORD = statement(
  'write-merge-record',
  `UPDATE visitors v
      SET last_name = r."lastName", first_name = r."firstName", middle_name = r."middleName",
          full_name = r."fullName", birth_year = r."birthYear", phone = r.phone, card_number = r."cardNumber",
          card_twin = r."cardTwin",
          photo_id = r.photo, comment = r.comment, status = r.status::visitor_status,
          registered_by = r."registeredBy", mks_id = r."mksId",
          consent_given_at = (r.consent->>'givenAt')::timestamptz, consent_recorded_by = r.consent->>'recordedBy',
          consent_withdrawn_at = (r.consent->>'withdrawnAt')::timestamptz, updated_at = $3
     FROM jsonb_to_record($2::jsonb) AS r(${FIELDS}) WHERE v.id = $1`,
)
const LAY_CARDS_DOWN = statement('lay-cards-down', 'UPDATE visitors SET card_number = NULL WHERE id = ANY ($1::uuid[])')

/** Writes the new state of both records. A card number may move from one to the other. */
export const writeRecords = async (
  db: Db,
  records: readonly (PersonFields & { id: string })[],
  now: Date,
): Promise<void> => {
  await db.rows(LAY_CARDS_DOWN, [records.map(({ id }) => id)])
  for (const { id, ...fields } of records)
    await db.rows(WRITE_RECORD, [id, JSON.stringify({ ...fields, fullName: fullName(fields) }), now.toISOString()])
}

const LEAD = statement(
  'lead-to',
  'UPDATE visitors SET merged_into_id = $2, updated_at = $3 WHERE id = ANY ($1::uuid[])',
)

export const leadTo = async (db: Db, ids: readonly string[], survivor: string | null, now: Date): Promise<void> => {
  await db.rows(LEAD, [ids, survivor, now.toISOString()])
}

const LED_BY = statement(
  'led-by',
  `WITH RECURSIVE led AS (
     SELECT $1::uuid AS id
     UNION SELECT m.other_id FROM merges m JOIN led ON m.survivor_id = led.id WHERE m.undone_at IS NULL)
   SELECT id FROM led WHERE id <> $1`,
  { id: uuid },
)

/** Records that already led to this one before it was merged itself. */
export const ledBy = async (db: Db, id: string): Promise<string[]> => (await db.rows(LED_BY, [id])).map((row) => row.id)
