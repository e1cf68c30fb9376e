import type { Payload } from 'payload'
import { env } from '@/config/env'
import { botFacts } from '@/db/bot-watch'
import { reading } from '@/db/sql'
import { botTroubles, silentFor, type BotTrouble } from '@/domain/bot/trouble'

/** The state of the bot; null if there is no bot. */
export const botState = async (
  payload: Payload,
  now: Date,
): Promise<{ troubles: BotTrouble[]; silentMs: number } | null> => {
  if (env().telegram.botToken === undefined) return null
  const facts = await botFacts(reading(payload), now)
  return { troubles: botTroubles(facts, now), silentMs: silentFor(facts, now) }
}
