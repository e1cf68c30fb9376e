import * as openid from 'openid-client'
import type { SignOnSettings } from '@/config/signOn'

const TIMEOUT_S = 10
/** The provider's clock and ours are allowed to disagree that much. */
const TOLERANCE_S = 30
/** Then the provider is asked anew where its endpoints are. Its keys are asked for whenever an unknown one appears. */
const FRESH_MS = 10 * 60_000

/** Of the ways every provider knows, the one this one offers; the specification's own default where it says nothing. */
const withSecret =
  (secret: string): openid.ClientAuth =>
  (server, ...rest) => {
    const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const method =
      offered.includes('client_secret_basic') || !offered.includes('client_secret_post')
        ? openid.ClientSecretBasic
        : openid.ClientSecretPost
    method(secret)(server, ...rest)
  }

const discover = ({ issuer, clientId, clientSecret }: SignOnSettings): Promise<openid.Configuration> => {
  const server = new URL(issuer)
  // Plain http is there for a provider on this machine only: the environment refuses every other.
  const insecure = server.protocol === 'http:' ? [openid.allowInsecureRequests] : []
  return openid.discovery(
    server,
    clientId,
    { [openid.clockTolerance]: TOLERANCE_S },
    clientSecret === undefined ? openid.None() : withSecret(clientSecret),
    // Signatures are checked also where the connection alone would do.
    { timeout: TIMEOUT_S, execute: [openid.enableNonRepudiationChecks, ...insecure] },
  )
}

let known: { settings: SignOnSettings; found: Promise<openid.Configuration>; until: number } | null = null

/** The provider as it describes itself. What could not be reached is asked again at once. */
export const providerOf = async (settings: SignOnSettings): Promise<openid.Configuration> => {
  if (known?.settings !== settings || known.until < performance.now())
    known = { settings, found: discover(settings), until: performance.now() + FRESH_MS }
  const asked = known
  try {
    return await asked.found
  } catch (error) {
    if (known === asked) known = null
    throw error
  }
}

/**
 * Whether it is the provider, or the way to it, that does not work. Everything else is an answer that
 * must not be trusted.
 */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof openid.AuthorizationResponseError)
    return error.error === 'server_error' || error.error === 'temporarily_unavailable'
  if (!(error instanceof Error)) return false
  if (error instanceof TypeError) return error.message === 'fetch failed'
  const { code } = error as { code?: string }
  return (
    code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || (error.cause instanceof Response && error.cause.status >= 500)
  )
}

export const isDenial = (error: unknown): boolean =>
  error instanceof openid.AuthorizationResponseError && error.error === 'access_denied'
