import type { IncomingMessage, ServerResponse } from 'node:http'

/** Payload's name for the session cookie, and its name in browsers over https. */
const INSIDE = 'payload-token'
const OUTSIDE = `__Host-${INSIDE}`

/**
 * Over https the session cookie gets the `__Host-` prefix, so that other hosts of the same domain can't set it. Behind
 * the edge it has its usual name. A cookie that arrives under the usual name is dropped.
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
