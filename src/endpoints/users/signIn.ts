import { addDataAndFileToRequest, type Endpoint, APIError, type PayloadRequest } from 'payload'
import { ADDRESS_HEADER } from '@/config/headers'
import { networkOf } from '@/domain/limits/network'
import { refuseFor } from '@/endpoints/http/limitRequests'
import { refusalOf } from '@/hooks/errors/errorAnswer'
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
    try {
      const answer = await login(req)
      await signedIn(req.payload, attempt)
      return answer
    } catch (error) {
      if (refusalOf(error)?.code === 'LOGIN_FAILED') await spendCheck(req.payload, attempt, password)
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
    if (!silent)
      setImmediate(
        () =>
          void Promise.resolve(forgot(req)).catch((err: unknown) =>
            req.payload.logger.error({ err, msg: 'A letter with a link to a new password was not sent' }),
          ),
      )
    return Response.json({ message: req.t('general:success') })
  }

/** A reset link can't be guessed, but attempts are limited all the same. */
export const throttledReset =
  (reset: Handler): Handler =>
  async (req) => {
    const wait = await beginSignIn(req.payload, { email: 'reset', address: networkOf(req.headers.get(ADDRESS_HEADER)) })
    if (wait > 0) throw refuseFor(req, wait)
    return reset(req)
  }
