import type { Payload } from 'payload'
import {
  addLinks,
  chainAlone,
  clusterOf,
  endOfChain,
  hashAt,
  unlinkedEntries,
  type ChainEnd,
  type Unlinked,
} from '@/db/audit-chain'
import { transaction, type Db } from '@/db/sql'
import { linkHash, NO_HASH } from '@/domain/audit/chain'
import { moveHead, readHead, type Head } from '@/machine/logHead'

const MOST = 5_000
const MOST_OF_WHOLE = 20_000

type Chaining = { ledger: string; now: Date }
type Chained = { added: number; more: boolean; end: ChainEnd | null }
const NOTHING: Chained = { added: 0, more: false, end: null }

/**
 * Adds committed entries to the chain, in transactions of its own, so that no booking waits for another. An entry has
 * its place in the chain from here, not from the log: entries commit in any order. Returns how many were added.
 */
export const chainLog = async (payload: Payload, { ledger, now }: Chaining, stop?: AbortSignal): Promise<number> => {
  let total = 0
  for (;;) {
    const { added, more, end } = await transaction(payload, (db) => addPass(db, { ledger, now }))
    total += added
    // After the commit: a head that the database does not have would look like a chain that was cut.
    if (end) moveHead(ledger, { position: end.position, hash: end.hash, at: end.addedAt.toISOString() })
    if (!more || stop?.aborted) return total
  }
}

const addPass = async (db: Db, { ledger, now }: Chaining): Promise<Chained> => {
  if (!(await chainAlone(db))) return NOTHING
  const end = await endOfChain(db)
  const fits = await headFits(db, readHead(ledger)?.head ?? null, end)
  const cluster = await clusterOf(db)
  // Another cluster, after restoring, counts transactions anew, so the whole log is looked at once.
  const since = end !== null && end.cluster === cluster ? end.settled : null
  const most = since === null ? MOST_OF_WHOLE : MOST
  const found = await unlinkedEntries(db, since, most)
  const more = found.length === most
  const links = linksOf(found, end, now)
  const last = links.at(-1)
  if (!last) return { added: 0, more: false, end: fits ? end : null }
  const settled = more ? (end?.settled ?? '0') : (found[0]?.settled ?? '0')
  // An unfinished look at the whole log is one of no cluster, so the next one goes on with it.
  const of = more && since === null ? '0' : cluster
  await addLinks(db, links, {
    addedAt: now,
    complete: !more,
    since: since === null ? null : cluster,
    settled,
    cluster: of,
  })
  return {
    added: links.length,
    more,
    end: fits ? { ...last, settled, cluster: of, addedAt: now } : null,
  }
}

const linksOf = (found: readonly Unlinked[], end: ChainEnd | null, now: Date) => {
  let [position, hash] = [BigInt(end?.position ?? 0), end?.hash ?? NO_HASH]
  return found.map(({ id, digest }) => {
    position += 1n
    hash = linkHash(hash, now, digest)
    return { position: String(position), entry: id, hash }
  })
}

/**
 * Whether the database still has what this machine remembers. If it does not, the head stays where it was: moving it
 * would hide that the end of the chain was cut off.
 */
const headFits = async (db: Db, head: Head | null, end: ChainEnd | null): Promise<boolean> => {
  if (head === null) return true
  if (end !== null && end.position === head.position) return end.hash === head.hash
  return (await hashAt(db, head.position)) === head.hash
}
