import pg from 'pg'
import { bool, int, present } from './rows'
import { dbOn } from './sql'
import { statement } from './statement'

/** The parts of the driver that show whether a connection is waiting, and its process id. */
type Watched = pg.PoolClient & {
  processID: number | null
  readyForQuery: boolean
  connection: { stream: { bytesRead: number; destroy: () => void } }
}
type Seen = { bytes: number; looks: number }

const LOOK_MS = 1_000
/**
 * A normal statement finishes before this many checks. Checks are counted instead of seconds, because between two of
 * them received data is processed even if this process is busy.
 */
const SILENT_LOOKS = 3
const ANSWER_MS = 2_000

/**
 * A network that drops packets reports no error: a statement would wait until TCP gives up after a quarter of an hour,
 * and keep its connection. So for connections that wait long, the database is asked through a new one. If it answers
 * and does nothing for the old connection, that one is dead and is closed on both sides, which also releases its locks.
 */
export const watchForSilence = (pool: pg.Pool): void => {
  const clients = new Set<Watched>()
  const seen = new WeakMap<Watched, Seen>()
  let timer: NodeJS.Timeout | undefined
  let asking = false

  const look = async (): Promise<void> => {
    const silent: Watched[] = []
    for (const client of clients) {
      const { bytesRead: bytes } = client.connection.stream
      const before = seen.get(client)
      if (client.readyForQuery || !before || before.bytes !== bytes) seen.set(client, { bytes, looks: 0 })
      else if ((before.looks += 1) >= SILENT_LOOKS) silent.push(client)
    }
    if (silent.length === 0 || asking) return
    asking = true
    try {
      const working = await endIdle(
        silent.map(({ processID }) => processID ?? 0),
        pool.options.connectionString,
      )
      if (working !== null)
        for (const client of silent) if (!working.has(client.processID ?? 0)) client.connection.stream.destroy()
    } finally {
      asking = false
    }
  }
  pool.on('connect', (client) => {
    clients.add(client as Watched)
    timer ??= setInterval(() => void look(), LOOK_MS).unref()
  })
  pool.on('remove', (client) => {
    clients.delete(client as Watched)
    if (clients.size > 0) return
    clearInterval(timer)
    timer = undefined
  })
}

const END_IDLE = statement(
  'end-idle-connections',
  `SELECT pid, CASE WHEN state = 'active' THEN true ELSE NOT pg_terminate_backend(pid) END AS works
     FROM pg_stat_activity WHERE pid = ANY ($1) AND usename = current_user`,
  { pid: present(int), works: bool },
)

/** Ends the idle ones and returns those that still work; null if the database can't be reached. */
const endIdle = async (pids: number[], connectionString: string | undefined): Promise<Set<number> | null> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS })
  client.on('error', () => undefined) // the result tells whether it answered
  try {
    await client.connect()
    const rows = await dbOn(client).rows(END_IDLE, [pids])
    return new Set(rows.filter(({ works }) => works).map(({ pid }) => pid))
  } catch {
    return null
  } finally {
    void client.end().catch(() => undefined) // don't wait, and ignore errors
  }
}
