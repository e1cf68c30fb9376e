import type { Payload } from 'payload'
import { env } from '@/config/env'
import { allErasures, lockForErasure, lockLedger, stillThere } from '@/db/erasure'
import { reading, transaction } from '@/db/sql'
import { appendToLedger, isUnbroken, readLedger } from '@/machine/ledger'
import { tellApartErased } from '@/operations/merges/tellApartErased'
import { carryOut, type LedgerEntry } from './erase'

export type Reapplied = { erased: number; lines: number; unbroken: boolean }

/**
 * Erases everybody again who is in the ledger but still in the database, because the database was restored from an
 * older backup or an erasure was interrupted. Also adds erasures that are in the database but not in this ledger,
 * because they were made on another machine. Repeating it changes nothing.
 */
export const reapplyErasures = async (payload: Payload, now: Date): Promise<Reapplied> => {
  const file = env().erasureLedger
  const lines = readLedger<LedgerEntry>(file)
  const first = new Map([...lines].reverse().map((line) => [line.visitor, line]))
  await tellApartErased(payload, [...first.keys()], now)
  const back = await stillThere(reading(payload), [...first.keys()])
  for (const id of back) {
    const line = first.get(id)
    if (!line) continue
    const { hash, previous: _, ...entry } = line
    await transaction(payload, async (db) => {
      const visitor = await lockForErasure(db, id)
      if (visitor && !visitor.erasedAt) await carryOut(db, { entry, hash, photo: visitor.photo, caller: null, now })
    })
  }
  await transaction(payload, async (db) => {
    await lockLedger(db)
    const known = new Set(readLedger<LedgerEntry>(file).map(({ visitor }) => visitor))
    for (const { visitor, at, reason, askedBy } of await allErasures(db)) {
      if (!known.has(visitor)) appendToLedger<LedgerEntry>(file, { visitor, at: at.toISOString(), reason, by: askedBy })
    }
  })
  return { erased: back.length, lines: lines.length, unbroken: isUnbroken(lines) }
}
