import type { Payload } from 'payload'
import { env } from '@/config/env'
import { firstStepsDone } from '@/db/first-steps'
import { reading } from '@/db/sql'

/** What a new system still needs. Each step is a fact, never somebody's tick. */
export const firstSteps = async (payload: Payload) => {
  const { telegram, smtpUrl } = env()
  const { place, service, event, administrator } = await firstStepsDone(reading(payload))
  return {
    place,
    service,
    event,
    bot: telegram.botToken !== undefined && telegram.volunteersChatId !== undefined,
    mail: smtpUrl !== undefined,
    administrator,
  }
}
