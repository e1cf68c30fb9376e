import path from 'node:path'
import sirv from 'sirv'
import { codingFor } from './compression'
import type { Handler } from './edge'

const PREFIX = '/_next/static'
const YEAR_S = 31_536_000

/**
 * Sends the files that Next.js has built, as `compressPages` has compressed them; anything else goes to `pages`. Their
 * names change with their contents, so a browser may keep them for ever.
 */
export const createPageFiles = (root: string, pages: Handler): Handler => {
  const send = sirv(path.join(root, '.next', 'static'), { brotli: true, gzip: true, immutable: true, maxAge: YEAR_S })
  return (req, res, body) => {
    const { url = '/', headers } = req
    if (!url.startsWith(`${PREFIX}/`)) return pages(req, res, body)
    // Only the coding that suits both sides best, since the package does not read how much each is wanted.
    headers['accept-encoding'] = codingFor(headers) ?? 'identity'
    req.url = url.slice(PREFIX.length)
    return send(req, res, () => {
      req.url = url
      return pages(req, res, body)
    })
  }
}
