import type { IncomingMessage } from 'node:http'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Cross-site sign-in is an attack that needs no cookie. */
const WITHOUT_COOKIE = /^\/api\/users\/(login|forgot-password|reset-password|logout)(?:[/?]|$)/

/**
 * Whether another site made this browser send a write. Browsers say where a request comes from; other programs carry no
 * cookie that a site could abuse. Compares with the request's host, not with a list, so that the panel works under any
 * name or address.
 */
export const isForged = (
  req: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  publicUrl: string | undefined,
): boolean => {
  if (SAFE.includes(req.method ?? '')) return false
  if (req.headers.cookie === undefined && !WITHOUT_COOKIE.test(req.url ?? '')) return false
  const site = req.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  const { origin } = req.headers
  if (origin === undefined || site === 'same-origin') return false
  return hostOf(origin) !== req.headers.host && (publicUrl === undefined || origin !== new URL(publicUrl).origin)
}

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null // "null": the page hides its origin
  }
}
