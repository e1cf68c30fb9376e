// Waits until whoever started it is gone, however that came about, and then ends what was left behind.
// Told on its standard input, a line each: `+ process 4711`, `+ folder /tmp/x`, and `-` for what ended by itself.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 15_000

const left = new Set()
for await (const line of createInterface(process.stdin)) {
  if (line.startsWith('+ ')) left.add(line.slice(2))
  else left.delete(line.slice(2))
}

const of = (kind) => [...left].filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length + 1))

const signal = (pid, name) => {
  try {
    return process.kill(pid, name)
  } catch (error) {
    if (error.code === 'ESRCH') return false
    throw error
  }
}

/** Of the PostgreSQL in that folder: what restarts it has ended by now. */
const postmaster = (folder) => {
  const file = path.join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? [Number.parseInt(readFileSync(file, 'utf8'), 10)] : []
}

const end = async (pids, name) => {
  for (const pid of pids) signal(pid, name)
  for (const deadline = Date.now() + PATIENCE_MS; pids.some((pid) => signal(pid, 0)); await sleep(50)) {
    if (Date.now() < deadline) continue
    for (const pid of pids) signal(pid, 'SIGKILL')
    break
  }
}

await end(of('process').map(Number), 'SIGTERM')
await end(of('folder').flatMap(postmaster), 'SIGQUIT')
for (const folder of of('folder')) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
