import type { Payload } from 'payload'
import { administratorIds } from '@/db/message-facts'
import { reading } from '@/db/sql'
import { localDate } from '@/domain/time/zone'
import { enqueue, type Message } from '@/notifications/enqueue'

/** Mails each administrator, once a day, that the log is not as it was written. */
export const planLogWarning = async (payload: Payload, now: Date, zone: string): Promise<void> => {
  const db = reading(payload)
  const day = localDate(now, zone)
  await enqueue(
    db,
    now,
    (await administratorIds(db)).map((id): Message => ({
      kind: 'logChanged',
      recipient: { kind: 'users', id },
      payload: {},
      once: `logChanged:${day}:${id}`,
    })),
  )
}
