import { createHash } from 'node:crypto'

/** Nothing before the first entry. */
export const NO_HASH = '0'.repeat(64)

/** The hash of a link: of the one before it, of when it was added, and of its entry. */
export const linkHash = (previous: string, addedAt: Date, digest: string): string =>
  createHash('sha256').update(`${previous}\n${addedAt.toISOString()}\n${digest}`).digest('hex')

export type Link = {
  position: string
  entry: string
  hash: string
  addedAt: Date
  /** The pass found everything that was committed by then; the next one begins there. */
  complete: boolean
  /** The cluster of a pass that looked only at what is new. null: it looked at the whole log. */
  since: string | null
  /** Of the entry as it is now. null: it is gone. */
  digest: string | null
  /** When the entry says it was written. */
  at: Date | null
}

export type ChainFault =
  { kind: 'changed' | 'deleted' | 'backdated'; position: string; entry: string } | { kind: 'gap'; position: string }

/** No transaction of the product lives nearly so long, and clocks differ by less. */
const LATE_MS = 15 * 60_000

/** Follows the chain link by link and stops at the first that does not fit. */
export const chainWalk = (): { next: (link: Link) => ChainFault | null; last: () => Link | null } => {
  let last: Link | null = null
  let completeAt: Date | null = null
  let pass: Date | null = null
  let wasComplete = false
  return {
    last: () => last,
    next: (link) => {
      const { position, entry, hash, addedAt, digest, at, since } = link
      if (BigInt(position) !== BigInt(last?.position ?? 0) + 1n)
        return { kind: 'gap', position: String(BigInt(last?.position ?? 0) + 1n) }
      if (digest === null || at === null) return { kind: 'deleted', position, entry }
      if (linkHash(last?.hash ?? NO_HASH, addedAt, digest) !== hash) return { kind: 'changed', position, entry }
      if (pass === null || addedAt.getTime() !== pass.getTime()) {
        if (wasComplete) completeAt = pass
        pass = addedAt
      }
      wasComplete = link.complete
      last = link
      // What a pass over the whole log finds may be old. Otherwise an entry is younger than the pass that found all
      // before it, unless a clock was wrong then: in that case it fits the present.
      const bound = completeAt && Math.min(completeAt.getTime(), addedAt.getTime()) - LATE_MS
      return since !== null && bound !== null && at.getTime() < bound ? { kind: 'backdated', position, entry } : null
    },
  }
}
