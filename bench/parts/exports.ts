import { readFile } from 'node:fs/promises'
import type { Line } from '../report'
import { startServer } from '../server'
import type { World } from '../world'

const ROWS = 500_000
const MOST_GROWN_MB = 150
const PASSWORD = 'a long sentence for the bench'

/** The peak memory of the process according to the kernel. */
const peakMegabytes = async (pid: number): Promise<number> =>
  Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

/** Half a million exported rows stream through the server without being held in memory. */
export const exportsPart = async (world: World): Promise<Line[]> => {
  if (process.platform !== 'linux') return [{ what: 'memory of an export', ours: 'is read from /proc: on Linux only' }]
  const { payload, pool, small } = world
  const email = `export-${Date.now()}@example.org`
  await payload.create({
    collection: 'users',
    data: { email, password: PASSWORD, name: 'Выгрузка', role: 'coordinator' },
  })
  const { token } = await payload.login({ collection: 'users', data: { email, password: PASSWORD } })
  // Takes days from the first one on until there are enough rows.
  const { rows } = await pool.query<{ date: string; rows: number }>(
    `SELECT date, rows::int FROM (SELECT o.date, sum(count(*)) OVER (ORDER BY o.date) AS rows FROM participants p
      JOIN occurrences o ON o.id = p.occurrence_id GROUP BY o.date) days WHERE rows >= $1 ORDER BY date LIMIT 1`,
    [small ? 50_000 : ROWS],
  )
  const { date = '', rows: wanted = 0 } = rows[0] ?? {}
  const server = await startServer(world)
  const headers = { authorization: `JWT ${token}` }
  try {
    // Warms up what a server keeps anyway: compiled code, query plans, pools.
    for (let turn = 0; turn < 5; turn += 1) await server.get('/api/exports/participants?format=json', headers)
    await server.memory()
    const before = await peakMegabytes(server.pid)
    const started = Date.now()
    const { status, bytes } = await server.download(`/api/exports/participants?format=xlsx&to=${date}`, headers)
    if (status !== 200) throw new Error(`The server answered ${status}`)
    const after = await peakMegabytes(server.pid)
    const seconds = (Date.now() - started) / 1000
    return [
      {
        what:
          `an Excel file of ${wanted} rows (${(bytes / 1_048_576).toFixed(0)} MB in ${seconds.toFixed(0)} s), ` +
          "growth of the server's highest RSS in MB",
        ours: `${after.toFixed(0)} MB`,
        baseline: `${before.toFixed(0)} MB before`,
        ratio: after - before,
        target: { most: MOST_GROWN_MB },
      },
    ]
  } finally {
    await server.stop()
  }
}
