import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, systemCode } from './failure'

/** Tries to listen and closes at once. Port 0 means any free one. Throws the error of listen(). */
const probe = (port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })

export const freePort = (host = '127.0.0.1'): Promise<number> => probe(0, host)

/** After a supervisor was killed, its web process may take a moment to exit. */
const LEAVING_MS = 2_000

/** Fails with a clear message if the port can't be used. */
export const assertCanListen = async (port: number, host: string): Promise<void> => {
  const deadline = Date.now() + LEAVING_MS
  for (;;) {
    try {
      await probe(port, host)
      return
    } catch (error) {
      if (systemCode(error) !== 'EADDRINUSE' || Date.now() > deadline) throw listenFailure(error, port, host)
      await sleep(100)
    }
  }
}

export const listenFailure = (error: unknown, port: number, host: string): Failure => {
  switch (systemCode(error)) {
    case 'EADDRINUSE':
      return new Failure(`Port ${port} on ${host} is taken by another program: stop it, or set PORT to another port.`, {
        cause: error,
      })
    case 'EACCES':
      return new Failure(`Port ${port} needs more rights than this user has: set PORT to a port above 1023.`, {
        cause: error,
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new Failure(`HOST ${host} is not an address of this machine.`, { cause: error })
    default:
      throw error
  }
}
