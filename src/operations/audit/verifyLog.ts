import type { Payload } from 'payload'
import { clusterOf, endOfChain, linksAfter, outsideOfChain } from '@/db/audit-chain'
import { recordVerified } from '@/db/audit-state'
import { reading, type Db } from '@/db/sql'
import { chainWalk, type ChainFault, type Link } from '@/domain/audit/chain'
import { Failure } from '@/machine/failure'
import { breakHead, readHead, type Break, type Head } from '@/machine/logHead'

export type LogFault =
  ChainFault | { kind: 'inserted'; entry: string } | { kind: 'cut' | 'rewritten'; position: string }

export type Verified = {
  at: Date
  /** How far the chain was found whole. */
  upTo: Head | null
  /** Entries that are not in the chain yet. */
  waiting: number
  /** `none`: this machine remembers no head, so a cut end would not be noticed. */
  head: 'equal' | 'none'
  /** The last time that the chain was set anew, on this machine. */
  broken: Break | null
  fault: LogFault | null
}

const BATCH = 10_000

/** Reads the whole log along its chain, compares the end with the head of this machine, and notes the result. */
export const verifyLog = async (
  payload: Payload,
  { ledger, now }: { ledger: string; now: Date },
): Promise<Verified> => {
  const db = reading(payload)
  // First, since the chain grows meanwhile.
  const known = readHead(ledger)
  const walked = await walk(db, known?.head ?? null)
  const { fault, waiting } = walked.fault ? { fault: walked.fault, waiting: 0 } : await beyond(db)
  const result: Verified = {
    at: now,
    upTo: walked.last && {
      position: walked.last.position,
      hash: walked.last.hash,
      at: walked.last.addedAt.toISOString(),
    },
    waiting,
    head: known?.head ? 'equal' : 'none',
    broken: known?.breaks.at(-1) ?? null,
    fault,
  }
  await recordVerified(db, { at: now.toISOString(), fault: fault?.kind ?? null })
  return result
}

const walk = async (db: Db, head: Head | null): Promise<{ last: Link | null; fault: LogFault | null }> => {
  const chain = chainWalk()
  let met = head === null
  for (;;) {
    const links = await linksAfter(db, chain.last()?.position ?? '0', BATCH)
    for (const link of links) {
      const fault = chain.next(link)
      if (fault) return { last: chain.last(), fault }
      if (link.position !== head?.position) continue
      met = link.hash === head.hash
      if (!met) return { last: chain.last(), fault: { kind: 'rewritten', position: link.position } }
    }
    if (links.length < BATCH) break
  }
  return { last: chain.last(), fault: met ? null : { kind: 'cut', position: head?.position ?? '0' } }
}

/** What is in the log and not in the chain: what the next pass will find, or what somebody put between. */
const beyond = async (db: Db): Promise<{ fault: LogFault | null; waiting: number }> => {
  const end = await endOfChain(db)
  const isOfThisCluster = end !== null && end.cluster === (await clusterOf(db))
  const { count, passedOver } = await outsideOfChain(db, isOfThisCluster ? end.settled : '0')
  if (passedOver !== null && isOfThisCluster) return { fault: { kind: 'inserted', entry: passedOver }, waiting: count }
  return { fault: null, waiting: count }
}

/** Begins anew from what there is, for example after what was found was looked into. The file keeps the old head. */
export const acceptLog = async (payload: Payload, { ledger, now }: { ledger: string; now: Date }): Promise<void> => {
  const end = await endOfChain(reading(payload))
  if (end === null) throw new Failure('The log has no chain yet: the worker makes it.')
  const to = { position: end.position, hash: end.hash, at: end.addedAt.toISOString() }
  breakHead(ledger, { at: now, why: 'accepted', to })
}
