import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '@/config/env'
import { Failure, fileFailure, systemCode } from '@/machine/failure'
import { isLock, tryLock, type Lock } from '@/machine/lock'
import { end } from './managed'
import { seconds } from './terminal'

const SOURCES = ['src', 'public', 'payload.config.ts', 'next.config.mjs', 'package-lock.json', 'tsconfig.json']
/** Not part of what is built: changing them must not cost a minute. */
const APART = /\.test\.tsx?$|^src\/(?:processes|seed|machine)\//

/** The sources by content: a clone, a checkout or a copy changes times and nothing else. */
export const fingerprint = (root: string): string => {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesBelow(root, source)).sort()) {
    hash.update(`${file}\0`).update(createHash('sha256').update(fs.readFileSync(path.join(root, file))).digest())
  }
  return hash.digest('hex')
}

const filesBelow = (root: string, name: string): string[] => {
  const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return APART.test(name) ? [] : [name]
  return fs.readdirSync(path.join(root, name)).flatMap((entry) => filesBelow(root, `${name}/${entry}`))
}

const stampOf = (root: string): string => path.join(root, '.next', 'built-from')

export const isBuilt = (root: string): boolean => {
  try {
    return fs.existsSync(path.join(root, '.next', 'BUILD_ID')) && fs.readFileSync(stampOf(root), 'utf8') === fingerprint(root)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw fileFailure(error, path.join(root, '.next'))
  }
}

type Options = { force?: boolean; stop?: AbortSignal }

/** Builds when there is no build of these very sources. Returns whether it had to. */
export const ensureBuild = async (log: (line: string) => void, { force = false, stop }: Options = {}): Promise<boolean> => {
  const root = process.cwd()
  if (!force && isBuilt(root)) return false
  const lock = await buildLock(root, log, stop)
  try {
    // Somebody else may have built while we waited.
    if (!force && isBuilt(root)) return false
    const startedAt = Date.now()
    log('building, this takes about a minute')
    const built = fingerprint(root)
    await nextBuild(root, log, stop)
    fs.writeFileSync(stampOf(root), built)
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
      throw new Failure(`There is no build of this version, and ${root} can't be written by this user: run "npm run build" as its owner.`, { cause: error })
    }
    if (isLock(result)) return result
    if (!told) log(`process ${result.pid} is building already, waiting for it`)
    await sleep(500, undefined, { signal: stop })
  }
}

/** Nothing of the outside goes into a build: it has to come out the same without a database and without secrets. */
const WITHHELD = ['DATABASE_URL', 'PAYLOAD_SECRET', 'ADMIN_PASSWORD', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET', 'SMTP_URL']

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
        // Its stages tell that it goes on; the table of routes tells nobody anything.
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
  if (/ENOSPC|No space left/.test(output)) throw new Failure(`The disk that holds ${root} is full: the build needs about 200 MB.`)
  if (/Another next build process/.test(output)) throw new Failure(`Another build is running in ${root}: wait until it ends, then start again.`)
  if (/EACCES|EROFS/.test(output)) throw new Failure(`${path.join(root, '.next')} can't be written by this user: run "npm run build" as its owner.`)
  throw new Failure('The build failed; what it said is above.')
}
