import type { Payload } from 'payload'
import { heldUntil } from '@/db/holds'
import { reading } from '@/db/sql'

/** Occurrences that are full only because of holds, and when the first hold on each of them expires. */
export const beingTaken = async (
  payload: Payload,
  { occurrences, visitor }: { occurrences: readonly string[]; visitor: string },
): Promise<Map<string, Date>> =>
  occurrences.length === 0
    ? new Map()
    : new Map((await heldUntil(reading(payload), { occurrences, visitor })).map(({ id, until }) => [id, until]))
