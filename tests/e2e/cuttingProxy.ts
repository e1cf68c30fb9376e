import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

type Fate = 'pass' | 'cut' | 'down' | { slow: number }
type Rule = (request: { method: string; path: string }) => Fate

export type CuttingProxy = {
  url: string
  /** What becomes of each request: `cut` reaches the product, and its answer is lost; `down` reaches nobody. */
  rule: (decide: Rule) => void
  /** The requests that reached the product. */
  seen: { method: string; path: string; key: string | undefined }[]
  close: () => Promise<void>
}

/** A bad line in front of the product. */
export const startCuttingProxy = async (to: string): Promise<CuttingProxy> => {
  const { hostname, port } = new URL(to)
  const seen: CuttingProxy['seen'] = []
  let decide: Rule = () => 'pass'
  const server = http.createServer((req, res) => {
    const { method = 'GET', url: path = '/', headers } = req
    const fate = decide({ method, path })
    if (fate === 'down') return void req.socket.destroy()
    seen.push({ method, path, key: headers['idempotency-key'] as string | undefined })
    const onward = http.request({ host: hostname, port, path, method, headers }, (answer) => {
      if (fate === 'cut') {
        answer.resume()
        answer.once('end', () => req.socket.destroy())
        return
      }
      const pass = (): void => {
        res.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        answer.pipe(res)
      }
      if (typeof fate === 'object') setTimeout(pass, fate.slow)
      else pass()
    })
    onward.on('error', () => res.destroy())
    res.on('close', () => onward.destroy())
    req.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rule: (next) => (decide = next),
    seen,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}
