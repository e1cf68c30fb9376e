import net from 'node:net'
import type { AddressInfo } from 'node:net'

export type Mode = 'pass' | 'slow' | 'silent'
export type TcpProxy = {
  port: number
  /**
   * slow: every piece takes 100 ms more. silent: what is open swallows everything from now on and for good, what is new
   * does so until it passes again.
   */
  set: (mode: Mode) => void
  open: () => number
  close: () => Promise<void>
}

const SLOW_MS = 100

/** A network between two processes. */
export const startTcpProxy = async (target: { host: string; port: number }): Promise<TcpProxy> => {
  let mode: Mode = 'pass'
  const pairs = new Set<{ dead: boolean; sockets: net.Socket[] }>()
  const server = net.createServer((near) => {
    const far = net.connect(target)
    const pair = { dead: mode === 'silent', sockets: [near, far] }
    pairs.add(pair)
    const carry = (from: net.Socket, to: net.Socket): void => {
      from.on('data', (chunk: Buffer) => {
        if (pair.dead) return
        if (mode === 'slow') setTimeout(() => void (pair.dead || to.destroyed || to.write(chunk)), SLOW_MS)
        else to.write(chunk)
      })
      // The news of an end is swallowed, too.
      from.on('close', () => void (pair.dead || to.destroy()))
      from.on('error', () => undefined)
    }
    carry(near, far)
    carry(far, near)
    near.once('close', () => {
      if (far.destroyed) pairs.delete(pair)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      mode = next
      if (next === 'silent') for (const pair of pairs) pair.dead = true
    },
    open: () => pairs.size,
    close: () =>
      new Promise((resolve) => {
        for (const { sockets } of pairs) for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
