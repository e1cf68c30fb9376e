import { randomUUID } from 'node:crypto'
import { book } from '@/operations/bookings/book'
import type { World } from '../world'
import type { Contender } from './raw'

/** Books like the bot does, with a new key for every booking, so that all rows are written. */
export const oursContender = ({ payload, caller, now }: World): Contender => ({
  name: 'ours',
  book: (occurrence, visitor) =>
    book(
      payload,
      { visitor, occurrences: [occurrence], comment: null },
      { caller, now, route: 'POST /api/bookings', key: randomUUID(), body: { visitor, occurrence } },
    ),
  close: async () => undefined,
})
