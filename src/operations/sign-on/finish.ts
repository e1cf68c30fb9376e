import { timingSafeEqual } from 'node:crypto'
import * as openid from 'openid-client'
import type { Payload } from 'payload'
import type { SignOnSettings } from '@/config/signOn'
import { decrypt, keyFor } from '@/db/cipher'
import { takePendingSignIn } from '@/db/sign-on'
import { reading } from '@/db/sql'
import type { Origin } from '@/domain/access/caller'
import { groupsIn, type Identity, identityOf, type SignOnRefusal } from '@/domain/access/signOn'
import { type Begun, callbackAddress, hashed, PURPOSE } from './begin'
import { enter, type Entered } from './enter'
import { isDenial, isOutage, providerOf } from './provider'

type Answered = {
  settings: SignOnSettings
  /** The query of the URL the provider redirected to. */
  query: URLSearchParams
  browser: string | undefined
  origin: Origin
  now: Date
}

/** `back`: the page to return to, if this sign-in was started in this browser. */
export type Finished = { back: string | null } & ({ entered: Entered } | { refused: SignOnRefusal; fault?: unknown })

/** Handles the provider's redirect. A problem with its answer becomes a refusal; errors on our side are thrown. */
export const finishSignOn = async (
  payload: Payload,
  { settings, query, browser, origin, now }: Answered,
): Promise<Finished> => {
  const state = query.get('state') ?? ''
  const begun = await taken(payload, { state, browser, now })
  if (begun === null) return { back: null, refused: 'expired' }
  const { back } = begun
  let proven: { identity: Identity; idToken: string }
  try {
    proven = await prove(settings, { query, state, begun })
  } catch (fault) {
    return { back, refused: isDenial(fault) ? 'denied' : isOutage(fault) ? 'unavailable' : 'failed', fault }
  }
  const entered = await enter(payload, { ...proven, origin, now })
  return typeof entered === 'string' ? { back, refused: entered } : { back, entered }
}

/** Takes the sign-in of that state, once. null if it was not started in this browser, or too long ago. */
const taken = async (
  payload: Payload,
  { state, browser, now }: { state: string; browser: string | undefined; now: Date },
): Promise<Begun | null> => {
  const stateHash = hashed(state)
  const row = await takePendingSignIn(reading(payload), stateHash)
  if (row === null || browser === undefined || row.expiresAt <= now) return null
  if (!timingSafeEqual(Buffer.from(row.browserHash), Buffer.from(hashed(browser)))) return null
  return JSON.parse(decrypt(keyFor(PURPOSE), row.sealed, stateHash).toString()) as Begun
}

const WANTED = ['email', 'email_verified', 'name'] as const

/** Exchanges the code. The library checks state, issuer, audience, nonce, signature and times. */
const prove = async (
  settings: SignOnSettings,
  { query, state, begun }: { query: URLSearchParams; state: string; begun: Begun },
): Promise<{ identity: Identity; idToken: string }> => {
  const provider = await providerOf(settings)
  const answer = new URL(callbackAddress())
  answer.search = query.toString()
  const tokens = await openid.authorizationCodeGrant(provider, answer, {
    expectedState: state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims || tokens.id_token === undefined) throw new openid.ClientError('No ID token')
  const { issuer, userinfo_endpoint: userInfo } = provider.serverMetadata()
  const { groupsClaim, roles } = settings
  // Many providers return these claims only from userinfo.
  const complete = WANTED.every((name) => name in claims) && groupsIn(claims, groupsClaim).length > 0
  const more =
    complete || userInfo === undefined ? {} : await openid.fetchUserInfo(provider, tokens.access_token, claims.sub)
  // An e-mail and its `email_verified` belong together, so both are taken from the same source.
  const said = 'email_verified' in claims ? { ...more, ...claims } : { ...claims, ...more }
  return { identity: identityOf(said, { issuer, subject: claims.sub, groupsClaim, roles }), idToken: tokens.id_token }
}
