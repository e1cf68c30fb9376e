import pg from 'pg'
import { watchForSilence } from './silentConnections'

/**
 * Limits the connection handshake, which normally takes milliseconds. The wait for a free connection has its own,
 * longer limit in the pool.
 */
const HANDSHAKE_MS = 4_000

class PromptClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: HANDSHAKE_MS })
  }
}

/**
 * pg's pool, for the adapter's option `pg`. An idle connection that breaks emits 'error', which ends the process
 * without a listener; the pool replaces the connection by itself. The adapter also takes one connection at its start,
 * and another after each reset, and never releases them: the pool would shrink with every restart of the database and
 * could never be closed. Connections that hang because of a broken network are closed.
 */
class ResilientPool extends pg.Pool {
  #first = true

  constructor(options?: pg.PoolConfig) {
    super({ ...options, Client: PromptClient })
    this.on('error', ignore)
    this.on('connect', (client) => client.on('error', ignore))
    watchForSilence(this)
  }

  // Takes any arguments, because an override would have to repeat all of pg's overloads.
  override connect(...args: unknown[]): never {
    const result = super.connect(...(args as [])) as unknown
    if (args.length === 0 && this.#first) {
      this.#first = false
      void (result as Promise<pg.PoolClient>).then(giveBack, ignore)
    }
    return result as never
  }
}

/** The query that uses the broken connection reports the error. */
const ignore = (): void => undefined

/** Releases the connection once the adapter has attached its listeners, which it does in the same turn. */
const giveBack = (client: pg.PoolClient): void => {
  setImmediate(() => {
    client.removeAllListeners('error')
    client.on('error', ignore)
    client.release()
  })
}

export const resilientPg: typeof pg = { ...pg, Pool: ResilientPool as unknown as typeof pg.Pool }
