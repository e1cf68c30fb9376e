import pg from 'pg'
import { watchForSilence } from './silentConnections'

/**
 * A connection is made in milliseconds, or after this not at all: waiting for a free one may take
 * longer (the pool's own limit).
 */
const HANDSHAKE_MS = 4_000

class PromptClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: HANDSHAKE_MS })
  }
}

/**
 * pg's pool, for the adapter's option `pg`. A connection that breaks while nobody waits for it is an
 * 'error' event, which ends the process unless someone listens; the pool replaces it by itself. And the
 * adapter takes one connection at its start that it never gives back, and another one after each reset:
 * the pool would get smaller with every restart of the database and could never be ended. Connections that
 * a broken network has made silent are ended.
 */
class ResilientPool extends pg.Pool {
  #first = true

  constructor(options?: pg.PoolConfig) {
    super({ ...options, Client: PromptClient })
    this.on('error', ignore)
    this.on('connect', (client) => client.on('error', ignore))
    watchForSilence(this)
  }

  // pg's own overloads can't be repeated by an override that adds nothing to them.
  override connect(...args: unknown[]): never {
    const result = super.connect(...(args as [])) as unknown
    if (args.length === 0 && this.#first) {
      this.#first = false
      void (result as Promise<pg.PoolClient>).then(giveBack, ignore)
    }
    return result as never
  }
}

/** What a broken connection means is told by the query that meets it. */
const ignore = (): void => undefined

/** After its taker, in this same turn, has attached what it wanted to. */
const giveBack = (client: pg.PoolClient): void => {
  setImmediate(() => {
    client.removeAllListeners('error')
    client.on('error', ignore)
    client.release()
  })
}

export const resilientPg: typeof pg = { ...pg, Pool: ResilientPool as unknown as typeof pg.Pool }
