import path from 'node:path'
import { Failure } from './failure'
import { readPrivate, writePrivate } from './files'

export type Head = { position: string; hash: string; at: string }

/** Where the chain was set anew, because somebody restored a backup or accepted what was found. */
export type Break = { at: string; why: 'restored' | 'accepted'; from: Head | null; to: Head | null }

export type HeadFile = { head: Head | null; breaks: Break[] }

/** Beside the ledger of erasures, which is kept outside of the database and its backups. */
const fileOf = (ledger: string): string => path.join(path.dirname(ledger), 'audit-head.json')

/** How far the chain over the log was, as this machine remembers it. null: it never saw one. */
export const readHead = (ledger: string): HeadFile | null => {
  const file = fileOf(ledger)
  const stored = readPrivate(file)
  if (stored === undefined) return null
  try {
    const { head, breaks } = JSON.parse(stored) as HeadFile
    if (Array.isArray(breaks) && (head === null || (/^\d+$/.test(head.position) && typeof head.hash === 'string')))
      return { head, breaks }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Failure(`${file} is damaged: restore it from a copy, or run "npm run audit:verify -- --accept".`)
}

const write = (ledger: string, content: HeadFile): void =>
  writePrivate(fileOf(ledger), `${JSON.stringify(content, null, 2)}\n`)

/** Never back: another worker may have been faster. */
export const moveHead = (ledger: string, to: Head): void => {
  const known = readHead(ledger)
  if (known?.head && BigInt(known.head.position) >= BigInt(to.position)) return
  write(ledger, { head: to, breaks: known?.breaks ?? [] })
}

/** Begins again from `to`, and keeps what was there before. */
export const breakHead = (ledger: string, { at, why, to }: { at: Date; why: Break['why']; to: Head | null }): void => {
  let known: HeadFile | null = null
  try {
    known = readHead(ledger)
  } catch (error) {
    if (why !== 'accepted' || !(error instanceof Failure)) throw error
  }
  const entry: Break = { at: at.toISOString(), why, from: known?.head ?? null, to }
  write(ledger, { head: to, breaks: [...(known?.breaks ?? []), entry] })
}
