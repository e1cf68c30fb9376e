import type { Payload } from 'payload'
import { lastVisitsOf } from '@/db/last-visits'
import { cardRow } from '@/db/own-bookings'
import { reading } from '@/db/sql'
import { visitorRow } from '@/db/visitors'
import { mayReadPhones, type Caller } from '@/domain/access/caller'
import { apartOf, type Apart } from '@/domain/visitors/apart'
import { findDuplicates } from '@/operations/visitors/findDuplicates'

export type Acquaintance = Apart & { id: string; fullName: string }

/** People to choose from, with details that tell them apart. */
export const acquaintances = async (
  payload: Payload,
  { ids, caller }: { ids: readonly string[]; caller: Caller },
): Promise<Acquaintance[]> => {
  const db = reading(payload)
  const visits = await lastVisitsOf(db, ids)
  const phones = mayReadPhones(caller)
  const found: Acquaintance[] = []
  for (const id of ids) {
    const [card, row] = [await cardRow(db, id), await visitorRow(db, id)]
    if (card && row)
      found.push({ id, fullName: card.fullName, ...apartOf({ ...row, lastVisit: visits.get(id) ?? null }, { phones }) })
  }
  return found
}

type Sought = { lastName: string; firstName: string; middleName?: string | null; birthYear?: number | null }

/** Known people who may be this person, asked before a new record is created. */
export const likelyKnown = async (
  payload: Payload,
  person: Sought & { phone?: string | null; cardNumber?: string | null },
): Promise<string[]> => (await findDuplicates(reading(payload), person)).map(({ id }) => id)
