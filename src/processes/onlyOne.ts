import { setTimeout as sleep } from 'node:timers/promises'
import type { ADVISORY_LOCKS } from '@/db/advisoryLock'
import { tryAdvisoryLock } from '@/db/advisoryLock'

type Options = {
  url: string
  name: keyof typeof ADVISORY_LOCKS
  stop: AbortSignal
  log: (line: string) => void
  work: (over: AbortSignal) => Promise<void>
  pollMs?: number
}

/** Does the work while this process is the only one of its kind on the database; otherwise waits for its turn. */
export const whileOnlyOne = async ({ url, name, stop, log, work, pollMs = 1000 }: Options): Promise<void> => {
  let told = ''
  const logChange = (line: string): void => {
    if (line !== told) log((told = line))
  }
  while (!stop.aborted) {
    const lock = await tryAdvisoryLock(url, name).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    )
    if (lock === null || typeof lock === 'string') {
      logChange(lock === null ? 'another one is running, standing by' : `the database does not answer (${lock})`)
      await sleep(pollMs, undefined, { signal: stop }).catch(() => undefined) // aborted: the loop checks the signal
      continue
    }
    if (told !== '') logChange('taking over')
    const lost = new AbortController()
    void lock.lost.then(() => lost.abort())
    try {
      await work(AbortSignal.any([stop, lost.signal]))
    } finally {
      await lock.release().catch(() => undefined) // a lost connection has released it already
    }
  }
}
