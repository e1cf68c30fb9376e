import DataLoader from 'dataloader'
import type { PayloadRequest } from 'payload'
import { type Db, reading, within } from '@/db/sql'

/**
 * One statement for what every row of a list needs, kept with the request. Nothing is cached: a document
 * read again after a change shows the change.
 */
export const loaderOf = <Value>(
  req: PayloadRequest,
  name: string,
  load: (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | undefined> => {
  const loaders = req.context as Record<string, DataLoader<string, Value | undefined> | undefined>
  return (loaders[name] ??= new DataLoader<string, Value | undefined>(
    async (ids) => {
      // Inside a transaction its own rows must be visible.
      const found = await load(req.transactionID ? await within(req) : reading(req.payload), [...new Set(ids)])
      return ids.map((id) => found.get(id))
    },
    { cache: false },
  ))
}
