import { fork } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fingerprint, isBundled } from '../../scripts/sources.mjs'
import { childEnvironment } from '@/config/env'
import { Failure, fileFailure, systemCode } from '@/machine/failure'
import { isLock, tryLock, type Lock } from '@/machine/lock'
import { bundleProcesses } from './bundle'
import { compressPages } from './compressPages'
import { end } from './managed'
import { seconds } from './terminal'
import { placeViewer } from './viewer'

const stampOf = (root: string): string => path.join(root, '.next', 'built-from')

export const isBuilt = (root: string): boolean => {
  try {
    return (
      fs.existsSync(path.join(root, '.next', 'BUILD_ID')) &&
      fs.readFileSync(stampOf(root), 'utf8') === fingerprint(root, 'pages')
    )
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw fileFailure(error, path.join(root, '.next'))
  }
}

type Options = { force?: boolean; stop?: AbortSignal }

/** Builds whatever has no up-to-date build. Returns whether there was anything to do. */
export const ensureBuild = async (
  log: (line: string) => void,
  { force = false, stop }: Options = {},
): Promise<boolean> => {
  const root = process.cwd()
  const isDone = (): boolean => !force && isBuilt(root) && isBundled(root)
  if (isDone()) return false
  const lock = await buildLock(root, log, stop)
  try {
    // Another process may have built while we waited for the lock.
    if (isDone()) return false
    const startedAt = Date.now()
    if (force || !isBuilt(root)) {
      log('building, this takes about a minute')
      const built = fingerprint(root, 'pages')
      await nextBuild(root, log, stop)
      await placeViewer(root)
      await compressPages(root)
      fs.writeFileSync(stampOf(root), built)
    }
    await bundleProcesses(root)
    log(`built in ${seconds(startedAt)}`)
    return true
  } finally {
    lock.release()
  }
}

const buildLock = async (root: string, log: (line: string) => void, stop?: AbortSignal): Promise<Lock> => {
  for (let told = false; ; told = true) {
    let result
    try {
      result = tryLock(path.join(root, 'node_modules', '.build-lock'), 'build')
    } catch (error) {
      throw new Failure(
        `There is no build of this version, and ${root} can't be written by this user: run "npm run build" as its ` +
          'owner.',
        { cause: error },
      )
    }
    if (isLock(result)) return result
    if (!told) log(`process ${result.pid} is building already, waiting for it`)
    await sleep(500, undefined, { signal: stop })
  }
}

/** Hidden from the build, which must give the same result without a database and without secrets. */
const WITHHELD = [
  'DATABASE_URL',
  'PAYLOAD_SECRET',
  'ADMIN_PASSWORD',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'SMTP_URL',
]

const nextBuild = async (root: string, log: (line: string) => void, stop?: AbortSignal): Promise<void> => {
  fs.rmSync(stampOf(root), { force: true })
  const limit = Math.min(os.totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY)
  const heap = Math.min(4096, Math.max(512, Math.floor((limit / 1024 / 1024) * 0.75)))
  const child = fork(path.join(root, 'scripts/next-build.mjs'), [], {
    cwd: root,
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: childEnvironment({
      ...Object.fromEntries(WITHHELD.map((name) => [name, undefined])),
      NODE_ENV: 'production',
      NODE_OPTIONS: `--max-old-space-size=${heap}`,
      NEXT_TELEMETRY_DISABLED: '1',
    }),
  })
  const kill = (): void => void end(child, 2_000)
  stop?.addEventListener('abort', kill)
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
        lines.push(line)
        // The stages show progress; the table of routes is left out.
        if (/^\s*(?:✓|Creating|Compil|Collecting|Generating|Finaliz|Running|Linting)/.test(line)) log(line.trim())
      }
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  stop?.removeEventListener('abort', kill)
  stop?.throwIfAborted()
  if (code === 0) return
  const output = lines.join('\n')
  console.error(output)
  if (/ENOSPC|No space left/.test(output))
    throw new Failure(`The disk that holds ${root} is full: the build needs about 200 MB.`)
  if (/Another next build process/.test(output))
    throw new Failure(`Another build is running in ${root}: wait until it ends, then start again.`)
  if (/EACCES|EROFS/.test(output))
    throw new Failure(`${path.join(root, '.next')} can't be written by this user: run "npm run build" as its owner.`)
  throw new Failure('The build failed; what it said is above.')
}
