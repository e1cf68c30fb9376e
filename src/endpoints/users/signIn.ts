import { createHash } from 'node:crypto'
import { addDataAndFileToRequest, type Endpoint, APIError, type PayloadRequest } from 'payload'
import { ADDRESS_HEADER } from '@/config/headers'
import { now } from '@/config/clock'
import type { Caller, Role } from '@/domain/access/caller'
import { refuseWeakPassword } from '@/domain/access/passwords/weak'
import { networkOf } from '@/domain/limits/network'
import { refuseFor } from '@/endpoints/http/limitRequests'
import { refusalOf } from '@/hooks/errors/errorAnswer'
import { noteSigning } from '@/operations/users/noteAccess'
import { accountOfLink, finishReset } from '@/operations/users/resetByLink'
import {
  type Attempt,
  beginCode,
  beginReset,
  beginSignIn,
  codeAccepted,
  halfSignedIn,
  signedIn,
  spendCheck,
} from '@/operations/users/signInAttempts'
import { withoutToken } from './cookieSessions'

type Handler = Endpoint['handler']

/** The e-mail and password of an attempt. A body can be read only once, so Payload gets the parsed one. */
const attemptOf = async (req: PayloadRequest): Promise<Attempt & { password: string }> => {
  await addDataAndFileToRequest(req)
  Object.defineProperty(req, 'body', { value: null, configurable: true })
  const text = (name: string): string => (typeof req.data?.[name] === 'string' ? req.data[name] : '')
  return { email: text('email'), address: networkOf(req.headers.get(ADDRESS_HEADER)), password: text('password') }
}

/** Payload's login with limited attempts. Answer and timing are the same for accounts that don't exist. */
export const throttledLogin =
  (login: Handler): Handler =>
  async (req) => {
    const { password, ...attempt } = await attemptOf(req)
    const wait = await beginSignIn(req.payload, attempt)
    if (wait > 0) throw refuseFor(req, wait)
    const { email } = attempt
    const isWithCode = Boolean(req.data?.otp)
    const waitForCode = isWithCode ? await beginCode(req.payload, attempt) : 0
    if (waitForCode > 0) throw refuseFor(req, waitForCode)
    try {
      const answer = await login(req)
      await signedIn(req.payload, attempt)
      if (isWithCode) await codeAccepted(req.payload, attempt)
      const caller = await callerIn(req, answer)
      const { secondFactor } = req.context
      const changes = secondFactor === 'otp' || secondFactor === 'recoveryCode' ? { by: secondFactor } : {}
      await noteSigning(req.payload, { action: 'user.signedIn', email, caller, changes, now: now() })
      return isOfBrowser(req) ? withoutToken(answer) : answer
    } catch (error) {
      const note = (action: 'user.signInFailed' | 'user.codeAsked', changes = {}) =>
        noteSigning(req.payload, { action, email, caller: null, changes, now: now() })
      const code = refusalOf(error)?.code
      if (code === 'LOGIN_FAILED') {
        await spendCheck(req.payload, attempt, password)
        await note('user.signInFailed')
      }
      if (code === 'WRONG_CODE') await note('user.signInFailed', { reason: code })
      if (code === 'OTP_REQUIRED') {
        await halfSignedIn(req.payload, attempt)
        await note('user.codeAsked')
      }
      throw error
    }
  }

/** Answers before looking for the account, so neither the answer nor its timing reveals whether it exists. */
export const quietReset =
  (forgot: Handler): Handler =>
  async (req) => {
    const attempt = await attemptOf(req)
    if (attempt.email.trim() === '') throw new APIError('No e-mail', 400)
    const { wait, silent } = await beginReset(req.payload, attempt)
    if (wait > 0) throw refuseFor(req, wait)
    const { email } = attempt
    const send = async (): Promise<void> => {
      await forgot(req)
      await noteSigning(req.payload, { action: 'user.passwordAsked', email, caller: null, now: now() })
    }
    if (!silent)
      setImmediate(
        () =>
          void send().catch((err: unknown) =>
            req.payload.logger.error({ err, msg: 'A letter with a link to a new password was not sent' }),
          ),
      )
    return Response.json({ message: req.t('general:success') })
  }

/** A reset link can't be guessed, but attempts are limited all the same. The database has only a hash of its token. */
export const throttledReset =
  (reset: Handler): Handler =>
  async (req) => {
    const wait = await beginSignIn(req.payload, { email: 'reset', address: networkOf(req.headers.get(ADDRESS_HEADER)) })
    if (wait > 0) throw refuseFor(req, wait)
    const { password } = await attemptOf(req)
    const given: unknown = req.data?.token
    const token = typeof given === 'string' ? hashOfToken(given) : ''
    const account = await accountOfLink(req.payload, token)
    refuseWeakPassword(password, account ? [account.email, account.name] : [])
    req.data = { ...req.data, token }
    req.context.passwordByLink = true
    await reset(req)
    // Payload would sign the person in. A link is one factor: they sign in with the new password, and the second.
    req.user = null
    if (account) await finishReset(req.payload, { account, via: viaOf(req), now: now() })
    return Response.json({ message: req.t('authentication:passwordResetSuccessfully') })
  }

const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Who has just come in, as the answer says. A browser says where a request comes from, a program does not. */
const callerIn = async (req: PayloadRequest, answer: Response): Promise<Caller | null> => {
  const { user } = (await answer.clone().json()) as { user?: { id: string; role: Role } }
  return user ? { kind: 'users', id: user.id, role: user.role, via: viaOf(req) } : null
}

/** A page of ours gets a cookie that no script reads, and no token beside it. */
const isOfBrowser = (req: PayloadRequest): boolean => req.headers.has('sec-fetch-site')

const viaOf = (req: PayloadRequest): 'panel' | 'api' => (isOfBrowser(req) ? 'panel' : 'api')
