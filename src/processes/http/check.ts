import { randomUUID } from 'node:crypto'

const API = /^\/api(?:[/?]|$)/

export const isApi = (url: string | undefined): boolean => API.test(url ?? '')

const UPLOADS = /^\/api\/media(?:[/?]|$)/
export const MAX_BODY = 1_000_000
/** A file of 10 MB and the form around it. */
export const MAX_UPLOAD = 10_100_000

export const bodyLimit = (url: string): number => (UPLOADS.test(url) ? MAX_UPLOAD : MAX_BODY)

const WEBHOOK = /^\/api\/telegram\/webhook(?:[/?]|$)/

/** Telegram hands on whatever people write, and repeats for a day what is refused: it is cleaned where it is stored. */
export const mayHoldNul = (url: string): boolean => WEBHOOK.test(url)

/** A path and a query that everything behind can decode, without the character that PostgreSQL can't store. */
export const readableUrl = (url: string): boolean => {
  if (!url.startsWith('/')) return false
  try {
    return !decodeURIComponent(url).includes('\0')
  } catch {
    return false // a lone %, or bytes that are not UTF-8
  }
}

const REQUEST_ID = /^[\w.:-]{1,128}$/

/** The caller's id when it can be put into a header and a log as it is, or a new one. */
export const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()

export const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(?:;|$)/i.test(contentType ?? '')

const MAX_DEPTH = 32

/** A JSON object (or nothing) whose strings hold no NUL and which nobody has to recurse into for long. */
export const readableJson = (body: Uint8Array, { nul = false }: { nul?: boolean } = {}): boolean => {
  let value: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (text.trim() === '') return true
    value = JSON.parse(text)
  } catch {
    return false
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) && harmless(value, nul)
}

/** Level by level, so that the depth of the value is not the depth of our stack. */
const harmless = (root: object, nul: boolean): boolean => {
  let level: unknown[] = [root]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false
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
