import type { IncomingMessage } from 'node:http'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Signing somebody in from another site is an attack of its own: it needs no cookie. */
const WITHOUT_COOKIE = /^\/api\/users\/(login|forgot-password|reset-password|logout)(?:[/?]|$)/

/**
 * A write that another site made this browser send. Browsers say where a request comes from; a program
 * that says nothing carries no cookie that somebody else could use. The host is compared, not a list of
 * addresses: the panel works under whatever name or address it is opened at.
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
    return null // "null": a page that hides where it is from
  }
}
