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
import { type Attempt, beginReset, beginSignIn, signedIn, spendCheck } from '@/operations/users/signInAttempts'

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
    try {
      const answer = await login(req)
      await signedIn(req.payload, attempt)
      const caller = await callerIn(req, answer)
      await noteSigning(req.payload, { action: 'user.signedIn', email, caller, now: now() })
      return answer
    } catch (error) {
      if (refusalOf(error)?.code === 'LOGIN_FAILED') {
        await spendCheck(req.payload, attempt, password)
        await noteSigning(req.payload, { action: 'user.signInFailed', email, caller: null, now: now() })
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

/** A reset link can't be guessed, but attempts are limited all the same. The database knows only a hash of its token. */
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

const viaOf = (req: PayloadRequest): 'panel' | 'api' => (req.headers.has('sec-fetch-site') ? 'panel' : 'api')
