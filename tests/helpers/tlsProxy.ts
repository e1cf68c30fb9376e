import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'

/** A throwaway key for localhost. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGBk6vUgkbrmvJ4gg
6AKKt0xE+qDcaSro5EsTbfnDzcihRANCAATy0IBnd1lhUIK2lQlmeN7vr+Gm+YVu
CULRxXBmav/hR7hpS70MAyBYltdbQUe4X/Ftm8DwZqRLU/+JmG63pw9e
-----END PRIVATE KEY-----`
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUe2+Wfh5q6ifNJ9QX/7z/ghgXVqEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTExMzQ0NFoYDzIxMjYxMDI4
MTEzNDQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATy0IBnd1lhUIK2lQlmeN7vr+Gm+YVuCULRxXBmav/hR7hpS70MAyBY
ltdbQUe4X/Ftm8DwZqRLU/+JmG63pw9eo28wbTAdBgNVHQ4EFgQUWQFxdab4Jgzq
qnMW93cETeXHNDIwHwYDVR0jBBgwFoAUWQFxdab4JgzqqnMW93cETeXHNDIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgU2PI94yQGGrmYR/bYuYwg1ulL/FvCPsZ+FPm8/yXPfQCIQD1
SgiiT1xIO8cFQFbEoqCdCkVno4FzyE8GwwKkMIVOWQ==
-----END CERTIFICATE-----`

export type TlsProxy = {
  url: string
  /** Sets the port of the product once it listens. */
  forwardTo: (port: number) => void
  close: () => Promise<void>
}

/** A TLS-terminating reverse proxy in front of the product. Adds the usual forwarding headers. */
export const startTlsProxy = async (): Promise<TlsProxy> => {
  let port = 0
  const server = https.createServer({ key: KEY, cert: CERTIFICATE }, (req, res) => {
    const headers = { ...req.headers, 'x-forwarded-for': req.socket.remoteAddress, 'x-forwarded-proto': 'https' }
    const onward = http.request({ host: '127.0.0.1', port, path: req.url, method: req.method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(res)
    })
    onward.on('error', () => res.destroy())
    req.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    forwardTo: (to) => (port = to),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}
