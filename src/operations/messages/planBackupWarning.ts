import type { Payload } from 'payload'
import { backupFacts, leftOutOfBackups, recordTold } from '@/db/backup/state'
import { administratorIds } from '@/db/message-facts'
import { reading, transaction } from '@/db/sql'
import { backupTrouble, letterDay } from '@/domain/backups/trouble'
import { localDate } from '@/domain/time/zone'
import { enqueue, type Message } from '@/notifications/enqueue'

/** Mails each administrator while there is no good backup, and once when a backup leaves tables out. */
export const planBackupWarning = async (payload: Payload, now: Date, zone: string): Promise<void> => {
  const db = reading(payload)
  await warnOfLeftOut(payload, now)
  const facts = await backupFacts(db)
  const trouble = backupTrouble(facts, now)
  if (trouble === null) return
  const day = localDate(letterDay(facts, now), zone)
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

const warnOfLeftOut = async (payload: Payload, now: Date): Promise<void> => {
  const { names, told } = await leftOutOfBackups(reading(payload))
  if (names.join() === told.join()) return
  await transaction(payload, async (db) => {
    await recordTold(db, names)
    if (names.length === 0) return
    await enqueue(
      db,
      now,
      (await administratorIds(db)).map((id): Message => ({
        kind: 'leftOut',
        recipient: { kind: 'users', id },
        payload: {},
      })),
    )
  })
}
