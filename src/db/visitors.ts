import { foldCard, LOOKALIKES } from '@/domain/search/cards'
import { RECORDS_OF } from './merged'
import { int, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

/** Hashes a text to the number of an advisory lock. */
const LOCK = 'pg_advisory_xact_lock(hashtextextended($1, 0))'

const LOCK_IDENTITY = prepared('lock-identity', `SELECT ${LOCK}`)

/**
 * Until the transaction ends, nobody else can decide about the same name or phone. There is no row to lock yet: of two
 * identical new visitors at once, the second has to wait and then see the first.
 */
export const lockIdentity = async (db: Db, marks: readonly string[]): Promise<void> => {
  for (const mark of [...new Set(marks)].sort()) await db.rows(LOCK_IDENTITY, [`visitor:${mark}`])
}

const LOCK_CARD = prepared('lock-card', `SELECT ${LOCK}`)

/** Folds a card number like foldCard(). Cards contain only capital letters, digits and hyphens. */
const FOLDED = (card: string): string => `translate(${card}, '${LOOKALIKES.cyrillic}-', '${LOOKALIKES.latin}')`

// Each half has its own partial index.
const CARD_TAKEN = prepared(
  'card-taken',
  `SELECT 1 FROM visitors
    WHERE ((${FOLDED('card_number')} = ${FOLDED('$1')} AND NOT card_twin)
        OR (${FOLDED('card_number')} = ${FOLDED('$1')} AND card_twin))
      AND id IS DISTINCT FROM $2::uuid`,
)

/** Whether this visitor (null: a new one) may have the number. The answer holds until the transaction ends. */
export const claimCardNumber = async (db: Db, cardNumber: string, visitor: string | null): Promise<boolean> => {
  // Two claims of one number wait for each other here, so that neither violates the unique index.
  await db.rows(LOCK_CARD, [`card:${foldCard(cardNumber)}`])
  const taken = await db.rows(CARD_TAKEN, [cardNumber, visitor])
  return taken.length === 0
}

const NEXT_CARD = prepared('next-card', `SELECT nextval('card_number_seq')::text AS number`, { number: text })

/** The next free number: five digits, skipping those assigned by hand. */
export const nextCardNumber = async (db: Db): Promise<string> => {
  for (;;) {
    const [row] = await db.rows(NEXT_CARD)
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

const VISITOR_ROW = prepared(
  'visitor-row',
  `SELECT last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName", phone,
          card_number AS "cardNumber", birth_year AS "birthYear"
     FROM visitors WHERE id = $1`,
  {
    lastName: text,
    firstName: text,
    middleName: nullable(text),
    phone: nullable(text),
    cardNumber: nullable(text),
    birthYear: nullable(int),
  },
)

export const visitorRow = async (db: Db, id: string): Promise<VisitorRow | null> => {
  const [row] = await db.rows(VISITOR_ROW, [id])
  return row ?? null
}

const WRITE_SEARCH_KEYS = prepared(
  'write-search-keys',
  `UPDATE visitors SET search_keys = $2::int[], registered_by = CASE WHEN $3 THEN NULL ELSE registered_by END,
          card_twin = card_twin AND EXISTS (
            SELECT FROM visitors o WHERE ${FOLDED('o.card_number')} = ${FOLDED('visitors.card_number')}
               AND o.id <> visitors.id AND NOT o.card_twin)
    WHERE id = $1`,
)

const CARD_TWINS = prepared(
  'card-twins',
  `SELECT t.id, t.card_number AS "cardNumber", o.id AS "otherId", o.card_number AS "otherNumber"
     FROM visitors t
     JOIN visitors o ON ${FOLDED('o.card_number')} = ${FOLDED('t.card_number')} AND NOT o.card_twin
    WHERE t.card_twin ORDER BY t.card_number, t.id LIMIT $1`,
  { id: uuid, cardNumber: nullable(text), otherId: uuid, otherNumber: nullable(text) },
)
export type CardTwin = { id: string; cardNumber: string; otherId: string; otherNumber: string }

/** People whose card numbers read like somebody else's, from before such numbers were refused. */
export const cardTwins = async (db: Db, most: number): Promise<CardTwin[]> =>
  (await db.rows(CARD_TWINS, [most])).map((twin) => ({
    ...twin,
    cardNumber: twin.cardNumber ?? '',
    otherNumber: twin.otherNumber ?? '',
  }))

/** `byHand`: the status was set by hand, so undoing an attendance must not change it. */
export const writeSearchKeys = async (
  db: Db,
  { id, keys, byHand }: { id: string; keys: readonly number[]; byHand: boolean },
): Promise<void> => {
  await db.rows(WRITE_SEARCH_KEYS, [id, keys, byHand])
}

const REMEMBER_DISTINCT = statement(
  'remember-distinct',
  `INSERT INTO distinct_visitors (a, b, decided_by, decided_at)
   SELECT least($1::uuid, other), greatest($1::uuid, other), $3, $4 FROM unnest($2::uuid[]) AS other
    WHERE other <> $1::uuid
   ON CONFLICT DO NOTHING RETURNING a`,
)

/** Remembers that a visitor is not one of the others. Returns how many pairs are new. */
export const rememberDistinct = async (
  db: Db,
  { id, others, by, at }: { id: string; others: readonly string[]; by: string; at: Date },
): Promise<number> => {
  if (others.length === 0) return 0
  const pairs = await db.rows(REMEMBER_DISTINCT, [id, others, by, at.toISOString()])
  return pairs.length
}

/** A decision about one record of a person applies to all of them, on both sides. */
const DISTINCT_FROM = prepared(
  'distinct-from',
  `WITH own AS (${RECORDS_OF('$1')}), apart AS (
     SELECT d.b AS id FROM distinct_visitors d JOIN own ON own.id = d.a
     UNION SELECT d.a FROM distinct_visitors d JOIN own ON own.id = d.b)
   SELECT DISTINCT coalesce(v.merged_into_id, v.id) AS id FROM apart JOIN visitors v ON v.id = apart.id
    WHERE v.id NOT IN (SELECT id FROM own)`,
  { id: uuid },
)

/** Everybody who was judged to be a different person, from either side. */
export const distinctFrom = async (db: Db, id: string): Promise<string[]> => {
  const rows = await db.rows(DISTINCT_FROM, [id])
  return rows.map((row) => row.id)
}

const KEEP_VISITORS = prepared(
  'keep-visitors',
  'SELECT id FROM visitors WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE',
  { id: uuid },
)

/** Returns those visitors that exist. They can't be deleted until the transaction ends. */
export const keepVisitors = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const rows = await db.rows(KEEP_VISITORS, [ids])
  return rows.map((row) => row.id)
}

const LOCK_VISITOR = prepared(
  'lock-visitor',
  'SELECT merged_into_id AS "mergedInto" FROM visitors WHERE id = $1 FOR NO KEY UPDATE',
  { mergedInto: nullable(uuid) },
)

/** Locks a record and returns the id of its survivor, if it was merged. */
export const lockVisitorRow = async (db: Db, id: string): Promise<string | null> =>
  (await db.rows(LOCK_VISITOR, [id]))[0]?.mergedInto ?? null
