import { createHash, randomBytes } from 'node:crypto'
import * as openid from 'openid-client'
import type { Payload } from 'payload'
import { panelAddress } from '@/config/env'
import type { SignOnSettings } from '@/config/signOn'
import { encrypt, keyFor } from '@/db/cipher'
import { keepPendingSignIn } from '@/db/sign-on'
import { reading } from '@/db/sql'
import { providerOf } from './provider'

/** Enough time to find the phone for the second factor. */
export const SIGN_IN_MINUTES = 15

/**
 * Values for checking the provider's answer. They are stored encrypted on the server; the browser keeps only a random
 * value of its own.
 */
export type Begun = { nonce: string; verifier: string; back: string }

export const PURPOSE = 'pristan single sign-on'

export const hashed = (value: string): string => createHash('sha256').update(value).digest('hex')

export const callbackAddress = (): string => `${panelAddress()}/api/oidc/callback`

const BROWSER = /^[\w-]{43}$/

type Asked = {
  settings: SignOnSettings
  /** The page to return to. */
  back: string
  /** The value this browser was given earlier, because two windows may sign in at once. */
  browser: string | undefined
  language: string
  now: Date
}

/** The URL to redirect the browser to, and the cookie it has to send when it comes back. */
export const beginSignOn = async (
  payload: Payload,
  { settings, back, browser, language, now }: Asked,
): Promise<{ location: string; browser: string }> => {
  const provider = await providerOf(settings)
  const own = browser !== undefined && BROWSER.test(browser) ? browser : randomBytes(32).toString('base64url')
  const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()]
  const stateHash = hashed(state)
  const begun: Begun = { nonce, verifier, back }
  await keepPendingSignIn(reading(payload), {
    stateHash,
    browserHash: hashed(own),
    sealed: encrypt(keyFor(PURPOSE), Buffer.from(JSON.stringify(begun)), stateHash),
    expiresAt: new Date(now.getTime() + SIGN_IN_MINUTES * 60_000),
  })
  const location = openid.buildAuthorizationUrl(provider, {
    redirect_uri: callbackAddress(),
    scope: settings.scopes.join(' '),
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: language,
  })
  return { location: location.href, browser: own }
}
