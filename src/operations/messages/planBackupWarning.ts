import type { Payload } from 'payload'
import { backupFacts } from '@/db/backup/state'
import { administratorIds } from '@/db/message-facts'
import { reading } from '@/db/sql'
import { backupTrouble } from '@/domain/backups/trouble'
import { localDate } from '@/domain/time/zone'
import { enqueue, type Message } from '@/notifications/enqueue'

/** A letter to each administrator while there is no good backup: one a day for as long as it lasts. */
export const planBackupWarning = async (payload: Payload, now: Date, zone: string): Promise<void> => {
  const db = reading(payload)
  const trouble = backupTrouble(await backupFacts(db), now)
  if (trouble === null) return
  const day = localDate(now, zone)
  await enqueue(
    db,
    now,
    (await administratorIds(db)).map((id): Message => ({
      kind: 'noBackup',
      recipient: { kind: 'users', id },
      payload: {},
      once: `noBackup:${trouble}:${day}:${id}`,
    })),
  )
}
