import { bigint, bool, instant, int, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'
import { ADVISORY_LOCKS } from './advisoryLock'
import type { Link } from '@/domain/audit/chain'

/** What is hashed of an entry: everything but the transaction that wrote it, which another server numbers anew. */
export const HASHED = [
  'id',
  'action',
  'subject',
  'subject_id',
  'actor_kind',
  'actor_id',
  'via',
  'address',
  'request_id',
  'changes',
  'sealed',
] as const

const FIELDS = ['(extract(epoch FROM l.at) * 1000000)::bigint', ...HASHED.map((column) => `l.${column}`)].join(', ')
const DIGEST = `encode(sha256(convert_to(jsonb_build_array(${FIELDS})::text, 'UTF8')), 'hex')`

export type ChainEnd = { position: string; hash: string; settled: string; cluster: string; addedAt: Date }

const END = statement(
  'end-of-chain',
  `SELECT position, encode(hash, 'hex') AS hash, settled, cluster, added_at AS "addedAt"
     FROM audit_chain ORDER BY position DESC LIMIT 1`,
  { position: bigint, hash: text, settled: bigint, cluster: bigint, addedAt: instant },
)

export const endOfChain = async (db: Db): Promise<ChainEnd | null> => (await db.rows(END))[0] ?? null

const ALONE = statement('chain-alone', 'SELECT pg_try_advisory_xact_lock($1) AS alone', { alone: bool })

/** Until the end of the transaction; false while another process adds to the chain. */
export const chainAlone = async (db: Db): Promise<boolean> =>
  (await db.rows(ALONE, [ADVISORY_LOCKS.chain]))[0]?.alone === true

const CLUSTER = statement('cluster', 'SELECT system_identifier AS cluster FROM pg_control_system()', {
  cluster: nullable(bigint),
})

/** Numbers of transactions mean something only within one cluster. */
export const clusterOf = async (db: Db): Promise<string> => (await db.rows(CLUSTER))[0]?.cluster ?? '0'

export type Unlinked = { id: string; digest: string; settled: string }

const UNLINKED = statement(
  'unlinked-entries',
  `SELECT l.id, ${DIGEST} AS digest, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled
     FROM audit_log l
    WHERE ($1::bigint IS NULL OR l.written >= $1::bigint)
      AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.entry = l.id)
    ORDER BY l.at, l.id LIMIT $2`,
  { id: uuid, digest: text, settled: bigint },
)

/**
 * Committed entries that are not in the chain, in transactions from `settled` on; null: in the whole log. All before
 * the oldest transaction that is still running are in the answer, so the next look can begin with that one.
 */
export const unlinkedEntries = (db: Db, settled: string | null, most: number): Promise<Unlinked[]> =>
  db.rows(UNLINKED, [settled, most])

const ADD_LINKS = statement(
  'add-links',
  `INSERT INTO audit_chain (position, entry, hash, added_at, complete, since, settled, cluster)
   SELECT n.position, n.entry, decode(n.hash, 'hex'), $4::timestamptz, $5::boolean, $6::bigint, $7::bigint, $8::bigint
     FROM unnest($1::bigint[], $2::uuid[], $3::text[]) AS n(position, entry, hash)`,
)

export type Pass = { addedAt: Date; complete: boolean; since: string | null; settled: string; cluster: string }

export const addLinks = async (
  db: Db,
  links: readonly { position: string; entry: string; hash: string }[],
  { addedAt, complete, since, settled, cluster }: Pass,
): Promise<void> => {
  await db.rows(ADD_LINKS, [
    links.map(({ position }) => position),
    links.map(({ entry }) => entry),
    links.map(({ hash }) => hash),
    addedAt.toISOString(),
    complete,
    since,
    settled,
    cluster,
  ])
}

const LINKS = statement(
  'links-of-chain',
  `SELECT c.position, c.entry, encode(c.hash, 'hex') AS hash, c.added_at AS "addedAt", c.complete, c.since,
          CASE WHEN l.id IS NOT NULL THEN ${DIGEST} END AS digest, l.at
     FROM audit_chain c LEFT JOIN audit_log l ON l.id = c.entry
    WHERE c.position > $1::bigint ORDER BY c.position LIMIT $2`,
  {
    position: bigint,
    entry: uuid,
    hash: text,
    addedAt: instant,
    complete: bool,
    since: nullable(bigint),
    digest: nullable(text),
    at: nullable(instant),
  },
)

export const linksAfter = (db: Db, position: string, most: number): Promise<Link[]> => db.rows(LINKS, [position, most])

const HASH_AT = statement(
  'hash-at-position',
  `SELECT encode(hash, 'hex') AS hash FROM audit_chain WHERE position = $1::bigint`,
  { hash: text },
)

export const hashAt = async (db: Db, position: string): Promise<string | null> =>
  (await db.rows(HASH_AT, [position]))[0]?.hash ?? null

const OUTSIDE = statement(
  'entries-outside-of-chain',
  `SELECT l.id, l.written IS NULL OR l.written < $1::bigint AS "passedOver", count(*) OVER ()::int AS count
     FROM audit_log l WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.entry = l.id)
    ORDER BY 2 DESC, l.at, l.id LIMIT 1`,
  { id: uuid, passedOver: nullable(bool), count: int },
)

/** How many entries are not in the chain, and one that should be. */
export const outsideOfChain = async (
  db: Db,
  settled: string,
): Promise<{ count: number; passedOver: string | null }> => {
  const [row] = await db.rows(OUTSIDE, [settled])
  return { count: row?.count ?? 0, passedOver: row?.passedOver === true ? row.id : null }
}
