import { randomUUID } from 'node:crypto'
import { readCatalogue } from '@/db/events'
import type { Db } from '@/db/sql'
import { compose as composeSeries } from '@/domain/events/compose'
import type { EventInput } from '@/domain/events/input'
import type { Series } from '@/domain/events/series'

/**
 * Combines the caller's input, the stored event and the catalogue into a checked series, or throws a refusal. `today`
 * lets a series that has already begun continue with another date.
 */
export const compose = async (
  db: Db,
  input: EventInput,
  stored: Series | null,
  today: string | null = null,
): Promise<Series> => {
  const places = [input.place ?? stored?.place].filter((id) => id !== undefined)
  const services = (input.services ?? []).map(({ service }) => service)
  return composeSeries({
    input,
    stored,
    catalogue: await readCatalogue(db, places, services),
    today,
    newId: randomUUID,
  })
}
