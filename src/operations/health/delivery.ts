import type { Payload } from 'payload'
import { env } from '@/config/env'
import { backupFacts } from '@/db/backup/state'
import { reading } from '@/db/sql'
import { waitingMessages } from '@/db/waiting-messages'
import { backupTrouble } from '@/domain/backups/trouble'
import { deliveryOf, type Delivery } from '@/domain/messages/delivery'
import { botState } from '@/operations/bot/troubles'

/** What can't be delivered at the moment. */
export const delivery = async (payload: Payload, now: Date): Promise<Delivery> => {
  const { telegram, smtpUrl } = env()
  const db = reading(payload)
  return deliveryOf(
    {
      bot: telegram.botToken !== undefined,
      volunteersChat: telegram.volunteersChatId !== undefined,
      mail: smtpUrl !== undefined,
      botTroubles: (await botState(payload, now))?.troubles ?? [],
      waiting: await waitingMessages(db, now),
      backup: backupTrouble(await backupFacts(db), now),
    },
    now,
  )
}
