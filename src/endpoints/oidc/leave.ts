import type { Endpoint } from 'payload'
import { env } from '@/config/env'
import { languageOf } from '@/i18n'
import { leaveProvider } from '@/operations/sign-on/leave'
import { isOutage } from '@/operations/sign-on/provider'
import { signedOut } from '@/operations/users/signOutEverywhere'

type Handler = Endpoint['handler']

/**
 * Payload's logout, plus the address for signing out at the provider. The session here ends even if the provider
 * fails.
 */
export const leavingProvider =
  (logout: Handler): Handler =>
  async (req) => {
    const session = (req.user as { _sid?: string } | null)?._sid
    const language = languageOf(req)
    const answer = await logout(req)
    const { signOn: settings } = env()
    if (answer.ok && session !== undefined) await signedOut(req.payload, session)
    let location: string | null = null
    if (answer.ok && session !== undefined && settings) {
      location = await leaveProvider(req.payload, { settings, session, language }).catch((err: unknown) => {
        if (!isOutage(err)) throw err
        req.payload.logger.warn({ err, msg: 'The provider of single sign-on could not be reached at signing out' })
        return null
      })
    }
    const body = (await answer.json()) as Record<string, unknown>
    return Response.json({ ...body, location }, { status: answer.status, headers: answer.headers })
  }
