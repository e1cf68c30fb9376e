import type { Payload } from 'payload'
import { heldUntil } from '@/db/holds'
import { reading } from '@/db/sql'

/**
 * Occurrences that are full only because somebody is being booked there at this moment, and when the first of those
 * places is free again unless it is taken.
 */
export const beingTaken = async (
  payload: Payload,
  { occurrences, visitor }: { occurrences: readonly string[]; visitor: string },
): Promise<Map<string, Date>> =>
  occurrences.length === 0
    ? new Map()
    : new Map((await heldUntil(reading(payload), { occurrences, visitor })).map(({ id, until }) => [id, until]))
