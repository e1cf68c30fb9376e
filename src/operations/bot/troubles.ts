import type { Payload } from 'payload'
import { env } from '@/config/env'
import { botFacts } from '@/db/bot-watch'
import { reading } from '@/db/sql'
import { botTroubles, silentFor, type BotTrouble } from '@/domain/bot/trouble'

/** How the bot is; null where there is none. */
export const botState = async (
  payload: Payload,
  now: Date,
): Promise<{ troubles: BotTrouble[]; silentMs: number } | null> => {
  if (env().telegram.botToken === undefined) return null
  const facts = await botFacts(reading(payload), now)
  return { troubles: botTroubles(facts, now), silentMs: silentFor(facts, now) }
}
