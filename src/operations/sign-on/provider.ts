import * as openid from 'openid-client'
import type { SignOnSettings } from '@/config/signOn'

const TIMEOUT_S = 10
/** Allowed difference between the provider's clock and ours. */
const TOLERANCE_S = 30
/** How long discovered endpoints are kept. Keys are fetched again whenever an unknown one appears. */
const FRESH_MS = 10 * 60_000

/** Client authentication offered by the provider; the default of the specification if it names none. */
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
  // Plain http is only for a provider on this machine; the configuration rejects it elsewhere.
  const insecure = server.protocol === 'http:' ? [openid.allowInsecureRequests] : []
  return openid.discovery(
    server,
    clientId,
    { [openid.clockTolerance]: TOLERANCE_S },
    clientSecret === undefined ? openid.None() : withSecret(clientSecret),
    // Verifies signatures even where the specification lets TLS suffice.
    { timeout: TIMEOUT_S, execute: [openid.enableNonRepudiationChecks, ...insecure] },
  )
}

let known: { settings: SignOnSettings; found: Promise<openid.Configuration>; until: number } | null = null

/** The discovered configuration of the provider. A failed discovery is retried at the next call. */
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

/** Whether the provider, or the connection to it, is down. Any other error is an answer that must not be trusted. */
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
