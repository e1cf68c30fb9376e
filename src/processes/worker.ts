import { nameProcess } from '@/config/log'
import { jobs } from '@/jobs'
import { keepChaining } from '@/jobs/chainLog'
import { deliverMessages } from '@/jobs/deliverMessages'
import { Failure } from '@/machine/failure'
import { logTheConsole } from './console'
import { openDatabase } from './database'
import { main, stopRequest } from './main'
import { endWithSupervisor, isSupervised, tellSupervisor } from './messages'
import { loadPayload } from './payload'
import { prepareDatabase } from './preparation'
import { runJobs } from './runner'
import { ensureSecret } from './secret'
import { logLine } from './terminal'

const FINISH_MS = 5_500

nameProcess('worker')
logTheConsole()

await main(async () => {
  const log = (line: string): void => logLine('worker', line)
  const stop = new AbortController()
  const stopped = stopRequest().then(() => stop.abort())
  endWithSupervisor()
  ensureSecret()
  const database = await openDatabase('npm run worker', (line) => logLine('database', line))
  try {
    // Stopping here loses nothing, because each step is one transaction and the next start continues.
    const prepared = await Promise.race([prepareDatabase(database.url, logLine), stopped])
    if (!prepared) return
    await tellSupervisor({ type: 'prepared', prepared })
    const payload = await loadPayload()
    const alongside = (over: AbortSignal) =>
      Promise.all([deliverMessages(payload, { stop: over, log }), keepChaining(payload, over)])
    const running = runJobs({ url: database.url, payload, jobs, stop: stop.signal, log, alongside })
    await tellSupervisor({ type: 'ready' })
    if (!isSupervised()) log(`running, ${jobs.length} jobs`)
    const overdue = new Promise<void>((_, reject) => {
      stop.signal.addEventListener('abort', () =>
        setTimeout(() => reject(new Failure('A job did not finish in time and was cut off.')), FINISH_MS).unref(),
      )
    })
    await Promise.race([running, overdue])
  } finally {
    await database.close(2_500)
  }
})
