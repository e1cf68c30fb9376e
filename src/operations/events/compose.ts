import { randomUUID } from 'node:crypto'
import { readCatalogue } from '@/db/events'
import type { Db } from '@/db/sql'
import { compose as composeSeries } from '@/domain/events/compose'
import type { EventInput } from '@/domain/events/input'
import type { Series } from '@/domain/events/series'

/** What a caller sent, over what is stored, with what the catalogue says: a checked series or a refusal. */
export const compose = async (db: Db, input: EventInput, stored: Series | null): Promise<Series> => {
  const places = [input.place ?? stored?.place].filter((id) => id !== undefined)
  const services = (input.services ?? []).map(({ service }) => service)
  return composeSeries(input, stored, await readCatalogue(db, places, services), randomUUID)
}
