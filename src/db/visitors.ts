import type { Db } from './sql'

/** A text as the number of an advisory lock. */
const LOCK = 'pg_advisory_xact_lock(hashtextextended($1, 0))'

/**
 * Until the transaction ends nobody else decides about the same name or the same phone. There is no row
 * to lock yet: of two identical creations at one moment the second has to wait and then see the first.
 */
export const lockIdentity = async (db: Db, marks: readonly string[]): Promise<void> => {
  for (const mark of [...new Set(marks)].sort()) await db.rows(`SELECT ${LOCK}`, [`visitor:${mark}`], 'lock-identity')
}

/** Whether this visitor (null: a new one) may have the number; it stays so until the transaction ends. */
export const claimCardNumber = async (db: Db, cardNumber: string, visitor: string | null): Promise<boolean> => {
  // Two claims of one number wait for each other here, so neither meets the unique index.
  await db.rows(`SELECT ${LOCK}`, [`card:${cardNumber}`], 'lock-card')
  const taken = await db.rows(
    'SELECT 1 FROM visitors WHERE card_number = $1 AND id IS DISTINCT FROM $2::uuid',
    [cardNumber, visitor],
    'card-taken',
  )
  return taken.length === 0
}

/** The next free number: five digits, those given out by hand skipped. */
export const nextCardNumber = async (db: Db): Promise<string> => {
  for (;;) {
    const [row] = await db.rows<{ number: string }>(
      `SELECT nextval('card_number_seq')::text AS number`,
      [],
      'next-card',
    )
    const cardNumber = (row?.number ?? '').padStart(5, '0')
    if (await claimCardNumber(db, cardNumber, null)) return cardNumber
  }
}

export type VisitorRow = {
  lastName: string
  firstName: string
  middleName: string | null
  phone: string | null
  cardNumber: string | null
  birthYear: number | null
}

export const visitorRow = async (db: Db, id: string): Promise<VisitorRow | null> => {
  const [row] = await db.rows<VisitorRow>(
    `SELECT last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName", phone, card_number AS "cardNumber", birth_year AS "birthYear"
       FROM visitors WHERE id = $1`,
    [id],
    'visitor-row',
  )
  return row ?? null
}

/** `byHand`: somebody set the status, so undoing an attendance must not take it back. */
export const writeSearchKeys = async (
  db: Db,
  { id, keys, byHand }: { id: string; keys: readonly number[]; byHand: boolean },
): Promise<void> => {
  await db.rows(
    'UPDATE visitors SET search_keys = $2::int[], registered_by = CASE WHEN $3 THEN NULL ELSE registered_by END WHERE id = $1',
    [id, keys, byHand],
    'write-search-keys',
  )
}

/** Remembers that a visitor is not one of the others. Answers how many of the pairs were news. */
export const rememberDistinct = async (
  db: Db,
  { id, others, by, at }: { id: string; others: readonly string[]; by: string; at: Date },
): Promise<number> => {
  if (others.length === 0) return 0
  const pairs = await db.rows(
    `INSERT INTO distinct_visitors (a, b, decided_by, decided_at)
     SELECT least($1::uuid, other), greatest($1::uuid, other), $3, $4 FROM unnest($2::uuid[]) AS other WHERE other <> $1::uuid
     ON CONFLICT DO NOTHING RETURNING a`,
    [id, others, by, at.toISOString()],
  )
  return pairs.length
}

/** Everybody this visitor was judged not to be, whichever of the two was looked at. */
export const distinctFrom = async (db: Db, id: string): Promise<string[]> => {
  const rows = await db.rows<{ id: string }>(
    'SELECT b AS id FROM distinct_visitors WHERE a = $1 UNION ALL SELECT a FROM distinct_visitors WHERE b = $1',
    [id],
    'distinct-from',
  )
  return rows.map((row) => row.id)
}

/** Those of the visitors who exist; until the transaction ends they can't be deleted. */
export const keepVisitors = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const rows = await db.rows<{ id: string }>(
    'SELECT id FROM visitors WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE',
    [ids],
    'keep-visitors',
  )
  return rows.map((row) => row.id)
}
