import type { Payload } from 'payload'
import { administratorIds, toldOfBot } from '@/db/message-facts'
import { reading } from '@/db/sql'
import { letterIsDue, worthALetter } from '@/domain/bot/trouble'
import { localDate } from '@/domain/time/zone'
import { enqueue, type Message } from '@/notifications/enqueue'
import { botState } from '@/operations/bot/troubles'
import { expectBot } from '@/operations/bot/watch'

/** Mails each administrator about problems of the bot: at once, after a day, then weekly, while the problem lasts. */
export const planBotWarning = async (payload: Payload, now: Date, zone: string): Promise<void> => {
  await expectBot(payload, now)
  const state = await botState(payload, now)
  const troubles = (state?.troubles ?? []).filter((trouble) => worthALetter(trouble, now))
  if (troubles.length === 0) return
  const db = reading(payload)
  const day = localDate(now, zone)
  const administrators = await administratorIds(db)
  const told = await toldOfBot(db, now)
  await enqueue(
    db,
    now,
    troubles.flatMap(({ kind, since }) =>
      administrators
        .filter((id) => {
          const own = told.filter((one) => one.kind === kind && one.recipient === id)
          return letterIsDue(
            since,
            own.map(({ at }) => at),
            now,
          )
        })
        .map((id): Message => ({
          kind: 'botTrouble',
          recipient: { kind: 'users', id },
          payload: { reason: kind },
          once: `botTrouble:${kind}:${day}:${id}`,
        })),
    ),
  )
}
