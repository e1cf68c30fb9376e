import { runBot } from '@/bot/run'
import type { RunBot } from './harness'

/** The bot in the process of the test, impatient. */
export const inProcess: RunBot = async ({ app }) => {
  const stop = new AbortController()
  const running = runBot(app.payload, { stop: stop.signal, log: () => undefined, pollMs: 20, retryMs: 20 })
  return async () => {
    stop.abort()
    await running
  }
}
