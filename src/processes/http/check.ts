import { randomUUID } from 'node:crypto'

const API = /^\/api(?:[/?]|$)/

export const isApi = (url: string | undefined): boolean => API.test(url ?? '')

const UPLOADS = /^\/api\/media(?:[/?]|$)/
export const MAX_BODY = 1_000_000
/** A file of 10 MB and the surrounding form. */
export const MAX_UPLOAD = 10_100_000

export const bodyLimit = (url: string): number => (UPLOADS.test(url) ? MAX_UPLOAD : MAX_BODY)

const WEBHOOK = /^\/api\/telegram\/webhook(?:[/?]|$)/

/**
 * Telegram passes on whatever people write, and repeats a refused update for a day. So NUL is let through here and
 * replaced when the update is stored.
 */
export const mayHoldNul = (url: string): boolean => WEBHOOK.test(url)

/** Whether the URL can be decoded and contains no NUL, which PostgreSQL can't store. */
export const readableUrl = (url: string): boolean => {
  if (!url.startsWith('/')) return false
  try {
    return !decodeURIComponent(url).includes('\0')
  } catch {
    return false // a lone %, or bytes that are not UTF-8
  }
}

const REQUEST_ID = /^[\w.:-]{1,128}$/

/** The caller's request id if it is safe in a header and a log, otherwise a new one. */
export const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()

/** A browser form. Any other body for the API is read as JSON, whatever its content type. */
const isForm = (contentType: string | undefined): boolean =>
  /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\s*(?:;|$)/i.test(contentType ?? '')

type Parcel = { url?: string | undefined; headers: { 'content-type'?: string; 'next-action'?: unknown } }

/** The expected body: an object for the API, a list of arguments for the panel's server functions. */
export const wantedBody = ({ url, headers }: Parcel): 'object' | 'arguments' | 'anything' => {
  if (isForm(headers['content-type'])) return 'anything'
  if (isApi(url)) return 'object'
  return headers['next-action'] === undefined ? 'anything' : 'arguments'
}

const MAX_DEPTH = 32
/** Form state nests its values a few levels deeper. */
const MAX_DEPTH_OF_ARGUMENTS = 64

/** Whether the body is empty or a JSON object without NUL in its strings and not nested too deeply. */
export const readableJson = (body: Uint8Array, { nul = false }: { nul?: boolean } = {}): boolean => {
  const value = parsed(body)
  if (value === undefined) return true
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && harmless(value, { deepest: MAX_DEPTH, nul })
  )
}

export const readableArguments = (body: Uint8Array): boolean => {
  const value = parsed(body)
  return Array.isArray(value) && harmless(value, { deepest: MAX_DEPTH_OF_ARGUMENTS, nul: false })
}

/** undefined: the body is empty. null: it is not JSON. */
const parsed = (body: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return text.trim() === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

/** Walks level by level, because recursion on deep input could overflow the stack. */
const harmless = (root: object, { deepest, nul }: { deepest: number; nul: boolean }): boolean => {
  let level: unknown[] = [root]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false
    const next: unknown[] = []
    for (const value of level) {
      if (!nul && typeof value === 'string' && value.includes('\0')) return false
      if (typeof value !== 'object' || value === null) continue
      for (const [key, child] of Object.entries(value)) {
        if (!nul && key.includes('\0')) return false
        if (typeof child === 'string' || (typeof child === 'object' && child !== null)) next.push(child)
      }
    }
    level = next
  }
  return true
}
