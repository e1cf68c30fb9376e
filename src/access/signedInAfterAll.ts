import { executeAuthStrategies, type PayloadRequest } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { isDatabaseAway } from '@/operations/health/checkReadiness'
import { callerOf } from './caller'

/**
 * Payload takes a session that it could not look up for none, and somebody would be sent to sign in because
 * the database was away for a second. Whoever shows something is asked again; while nobody can say, it is 503.
 */
export const signedInAfterAll = async (req: PayloadRequest): Promise<Caller | null> => {
  const { headers, payload } = req
  if (!headers.has('authorization') && !headers.get('cookie')?.includes(`${payload.config.cookiePrefix}-token=`))
    return null
  if (await isDatabaseAway(payload)) throw new Refusal('UNAVAILABLE')
  const { user } = await executeAuthStrategies({ headers, payload })
  if (!user && (await isDatabaseAway(payload))) throw new Refusal('UNAVAILABLE')
  req.user = user
  return callerOf(req)
}
