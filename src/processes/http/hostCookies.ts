import type { IncomingMessage, ServerResponse } from 'node:http'

/** As Payload calls the cookie of a session, and as browsers get it where people come by https. */
const INSIDE = 'payload-token'
const OUTSIDE = `__Host-${INSIDE}`

/**
 * Over https the session's cookie has a name that browsers take from this very host only, over TLS: no neighbour below
 * the same domain can plant one. Behind the edge it keeps its usual name; one that comes in under that is nobody's.
 */
export const useHostCookies = (req: IncomingMessage, res: ServerResponse): void => {
  const { cookie } = req.headers
  if (cookie !== undefined) req.headers.cookie = inside(cookie)
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse
  res.writeHead = ((...args: unknown[]) => {
    const set = res.getHeader('set-cookie')
    if (set !== undefined)
      res.setHeader(
        'set-cookie',
        [set].flat().map((one) => outside(String(one))),
      )
    return writeHead(...args)
  }) as ServerResponse['writeHead']
}

const inside = (header: string): string =>
  header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => !part.startsWith(`${INSIDE}=`))
    .map((part) => (part.startsWith(`${OUTSIDE}=`) ? part.slice('__Host-'.length) : part))
    .join('; ')

const outside = (cookie: string): string => (cookie.startsWith(`${INSIDE}=`) ? `__Host-${cookie}` : cookie)
