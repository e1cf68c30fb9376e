import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isApi } from './check'

type Place = { production: boolean; https: boolean }

/**
 * The policy of the panel: its own scripts, and inline scripts only with this answer's nonce. Inline styles are allowed
 * because components of Payload, the calendar and the charts use them.
 */
export const panelPolicy = (nonce: string, { production, https }: Place): string =>
  [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'${production ? '' : ` 'unsafe-eval'`}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'${production ? '' : ' ws:'}`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

/** API answers are data. A route that shows a page sets its own policy. */
export const API_POLICY = `default-src 'none'; frame-ancestors 'none'`
/** For uploads opened by URL: nothing in them may run. */
const FILE_POLICY = `default-src 'none'; sandbox; frame-ancestors 'none'`

const policyOf = (path: string, place: Place): string => {
  if (path.startsWith('/api/media/file/')) return FILE_POLICY
  return isApi(path) ? API_POLICY : panelPolicy(randomBytes(16).toString('base64'), place)
}

/** Sets the security headers of every answer. Next.js reads the nonce from the request's policy header and uses it. */
export const protect = (req: IncomingMessage, res: ServerResponse, place: Place): void => {
  const policy = policyOf((req.url ?? '').split('?', 1)[0] ?? '', place)
  req.headers['content-security-policy'] = policy
  const headers: Record<string, string> = {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(place.https ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
  addBeforeSending(res, headers)
}

/**
 * Adds headers just before sending, and only those the answer does not set itself, because two policies in one answer
 * would both apply.
 */
const addBeforeSending = (res: ServerResponse, headers: Record<string, string>): void => {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse
  res.writeHead = ((...args: unknown[]) => {
    const given =
      args.find(
        (one): one is Record<string, unknown> => typeof one === 'object' && one !== null && !Array.isArray(one),
      ) ?? {}
    const said = new Set(Object.keys(given).map((name) => name.toLowerCase()))
    for (const [name, value] of Object.entries(headers))
      if (!said.has(name.toLowerCase()) && !res.hasHeader(name)) res.setHeader(name, value)
    return writeHead(...args)
  }) as ServerResponse['writeHead']
}
