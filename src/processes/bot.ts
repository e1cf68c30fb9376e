import { env } from '@/config/env'
import { nameProcess } from '@/config/log'
import { runBot } from '@/bot/run'
import { logTheConsole } from './console'
import { whileOnlyOne } from './onlyOne'
import { Failure } from '@/machine/failure'
import { openDatabase } from './database'
import { main, stopRequest } from './main'
import { endWithSupervisor, isSupervised, tellSupervisor } from './messages'
import { loadPayload } from './payload'
import { prepareDatabase } from './preparation'
import { ensureSecret } from './secret'
import { logLine } from './terminal'

const FINISH_MS = 5_500

nameProcess('bot')
logTheConsole()

await main(async () => {
  const log = (line: string): void => logLine('bot', line)
  const stop = new AbortController()
  const stopped = stopRequest().then(() => stop.abort())
  endWithSupervisor()
  if (env().telegram.botToken === undefined)
    throw new Failure('TELEGRAM_BOT_TOKEN is not set: there is no bot to run. @BotFather gives one.')
  ensureSecret()
  const database = await openDatabase('npm run bot', (line) => logLine('database', line))
  try {
    const prepared = await Promise.race([prepareDatabase(database.url, logLine).then(() => true), stopped])
    if (!prepared) return
    const payload = await loadPayload()
    const running = whileOnlyOne({
      url: database.url,
      name: 'bot',
      stop: stop.signal,
      log,
      work: (over) => runBot(payload, { stop: over, log }),
    })
    await tellSupervisor({ type: 'ready' })
    if (!isSupervised()) log('running')
    const overdue = new Promise<void>((_, reject) => {
      stop.signal.addEventListener('abort', () =>
        setTimeout(
          () => reject(new Failure('An answer did not finish in time; it is given at the next start.')),
          FINISH_MS,
        ).unref(),
      )
    })
    await Promise.race([running, overdue])
  } finally {
    await database.close(2_500)
  }
})
