import type { Payload } from 'payload'
import { countOccurrences, occurrenceList } from '@/db/occurrence-list'
import { occurrencesInRange } from '@/db/occurrences-in-range'
import { reading } from '@/db/sql'
import { ensureExpanded } from '@/operations/events/ensureExpanded'

type Filter = { service: string | null; place: string | null; visitor: string | null; now: Date }
type Pages = { when: 'upcoming' | 'past'; page: number; limit: number }
/** `reach`: the date up to which events are expanded for this query; the whole range by default. */
type Range = { from: string; to: string; reach?: string }

/**
 * Occurrences with everything a list or a calendar shows. Takes two statements, and a third to expand events for a
 * range in the far future.
 */
export const listOccurrences = async (payload: Payload, part: Pages | Range, filter: Filter) => {
  if ('to' in part) await ensureExpanded(payload, { from: part.from, until: part.reach ?? part.to, now: filter.now })
  const db = reading(payload)
  const read = 'to' in part ? occurrencesInRange(db, filter, part) : occurrenceList(db, filter, part)
  const [docs, counts] = await Promise.all([read, countOccurrences(db, filter)])
  return 'when' in part
    ? { docs, totalDocs: counts[part.when], page: part.page, limit: part.limit, counts }
    : { docs, totalDocs: docs.length, page: 1, limit: docs.length, counts }
}
