import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { bool } from './rows'
import { dbOn } from './sql'
import { statement } from './statement'

/** The numbers of the advisory locks. Each is for something that only one process may do at a time. */
export const ADVISORY_LOCKS = {
  prepare: 7_145_201_001,
  worker: 7_145_201_002,
  backup: 7_145_201_003,
  bot: 7_145_201_004,
  chain: 7_145_201_005,
} as const

export type AdvisoryLock = {
  /** Resolves when the connection, and with it the lock, is lost. */
  lost: Promise<void>
  release: () => Promise<void>
}

const TRY = statement('try-advisory-lock', 'SELECT pg_try_advisory_lock($1) AS taken', { taken: bool })

const taken = async (client: pg.Client, name: keyof typeof ADVISORY_LOCKS): Promise<boolean> =>
  (await dbOn(client).rows(TRY, [ADVISORY_LOCKS[name]]))[0]?.taken === true

/** Takes the lock on a connection of its own; null if another session holds it. The lock ends with the process. */
export const tryAdvisoryLock = async (url: string, name: keyof typeof ADVISORY_LOCKS): Promise<AdvisoryLock | null> => {
  const { client, lost } = await connect(url)
  if (await taken(client, name)) {
    // A dead network is only noticed by sending a query. By then the database may have given the lock to another
    // process.
    const check = setInterval(() => void askedInTime(client).catch(() => client.emit('end')), CHECK_MS).unref()
    void lost.then(() => clearInterval(check))
    return { lost, release: () => client.end() }
  }
  await client.end()
  return null
}

const WAIT_MS = 200
const CHECK_MS = 10_000
const ANSWER_MS = 10_000

const askedInTime = async (client: pg.Client): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('no answer')), ANSWER_MS)))
  await Promise.race([client.query('SELECT 1'), late]).finally(() => clearTimeout(timer))
}

/** Waits for the lock and holds it during `work`. Calls `onWait` if the lock is not free at once. */
export const withAdvisoryLock = async <T>(
  url: string,
  name: keyof typeof ADVISORY_LOCKS,
  work: (client: pg.Client) => Promise<T>,
  onWait: () => void = () => undefined,
): Promise<T> => {
  const { client } = await connect(url)
  try {
    if (!(await taken(client, name))) {
      onWait()
      // Polls, because a session that waits inside a statement would block a migration's CREATE INDEX CONCURRENTLY.
      while (!(await taken(client, name))) await sleep(WAIT_MS)
    }
    return await work(client)
  } finally {
    await client.end()
  }
}

const connect = async (url: string): Promise<{ client: pg.Client; lost: Promise<void> }> => {
  // The server's own timeouts must not end the connection while it waits for the lock or holds it.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // If the process or the network is gone, the lock is released within half a minute.
    options: [
      'statement_timeout=0',
      'lock_timeout=0',
      'idle_session_timeout=0',
      'tcp_keepalives_idle=15',
      'tcp_keepalives_interval=5',
      'tcp_keepalives_count=3',
    ]
      .map((setting) => `-c ${setting}`)
      .join(' '),
  })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  await client.connect()
  return { client, lost }
}
