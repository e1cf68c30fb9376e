import { execFileSync, fork, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { backupFacts } from '@/db/backup/state'
import { dbOn } from '@/db/sql'
import { backupTrouble } from '@/domain/backups/trouble'
import { freeBytes } from '@/machine/disk'
import { inspectBackup } from '@/operations/backup/inspect'
import { nameOf, NAME } from '@/operations/backup/names'
import { takeBackup } from '@/operations/backup/take'
import { chance } from '../../factories/fuzz'
import { compiledEntry } from '../../helpers/compiledEntry'
import { makePlace } from '../../factories/schedule'
import { type App, startApp } from '../../helpers/app'
import { temporaryFolder } from './place'

/** `npm run test:faults -- backup`: a thousand times; `npm test` a few. In pieces: `--requests=N --seed=N`. */
const LONG = process.env.FAULTS === 'long'
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
const RUNS = Number(process.env.FAULTS_REQUESTS ?? (LONG ? 1_000 : 5))
const KEY = 'a key kept in a safe place'
const MINUTE = 60_000

let app: App
let folder: string
let backupDir: string
let server: pg.Client
let mounted = false
let source: string
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T00:30:00Z' })
  await app.as('administrator')
  await makePlace(app.pool)
  source = (app.payload.db as unknown as { pool: { options: { connectionString: string } } }).pool.options
    .connectionString
  folder = temporaryFolder()
  backupDir = path.join(folder, 'small')
  mkdirSync(backupDir)
  mkdirSync(path.join(folder, 'uploads'))
  writeFileSync(path.join(folder, 'uploads', 'face.webp'), Buffer.alloc(700_000, 'f'))
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', backupDir]).status === 0
  if (!mounted) console.log('No right to mount a small file system: full and read-only disks were not tried')
  server = new pg.Client({ connectionString: inject('serverUrl') })
  await server.connect()
  // Where a connection of the application itself is ended, its next statement takes another.
  app.pool.on('error', () => undefined)
})
afterAll(async () => {
  await server.end()
  if (mounted) execFileSync('umount', [backupDir])
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const taking = (run: number) => ({
  url: source,
  dataDir: folder,
  uploads: path.join(folder, 'uploads'),
  backupDir,
  backupKey: KEY,
  secret: 's',
  now: new Date(Date.parse('2026-12-01T00:30:00Z') + run * MINUTE),
  tell: () => undefined,
})

/** Sessions that were not there before: those of a backup. */
let before: number[] = []
const sessions = async (but: readonly number[] = before): Promise<number[]> => {
  const { rows } = await server.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE (datname = $1 OR datname LIKE 'pristan_verify_%') AND pid <> pg_backend_pid()
        AND pid <> ALL ($2::int[])`,
    [new URL(source).pathname.slice(1), but],
  )
  return rows.map(({ pid }) => pid)
}
const filler = (): string => path.join(backupDir, 'filler')

/** What goes wrong while a backup is made, and how it is put right again. */
const FAULTS: Record<string, { does: () => Promise<void> | void; undoes?: () => void; onDisk?: true }> = {
  fullDisk: {
    onDisk: true,
    does: () => {
      spawnSync('dd', ['if=/dev/zero', `of=${filler()}`, 'bs=64k', `count=${Math.ceil(freeBytes(backupDir) / 65_536)}`])
    },
    undoes: () => rmSync(filler(), { force: true }),
  },
  readOnlyDisk: {
    onDisk: true,
    does: () => void spawnSync('mount', ['-o', 'remount,ro', backupDir]),
    undoes: () => void spawnSync('mount', ['-o', 'remount,rw', backupDir]),
  },
  lostConnections: {
    does: async () => {
      for (const pid of await sessions()) await server.query('SELECT pg_terminate_backend($1)', [pid])
    },
  },
  oneLostConnection: {
    does: async () => {
      const all = await sessions()
      const pid = all[Math.floor(Math.random() * all.length)]
      if (pid !== undefined) await server.query('SELECT pg_terminate_backend($1)', [pid])
    },
  },
  filesTakenAway: {
    onDisk: true,
    does: () => {
      for (const name of readdirSync(backupDir))
        if (/\.(?:part|unproven)$/.test(name)) rmSync(path.join(backupDir, name))
    },
  },
  lostPhoto: {
    does: () => void rmSync(path.join(folder, 'uploads', 'face.webp'), { force: true }),
    undoes: () => writeFileSync(path.join(folder, 'uploads', 'face.webp'), Buffer.alloc(700_000, 'f')),
  },
}

const wholeIn = (): string[] => readdirSync(backupDir).filter((name) => NAME.test(name))
const withEnding = (ending: string): string[] => readdirSync(backupDir).filter((name) => name.endsWith(ending))

it(
  'however a backup fails, no half file has a whole name, the older one stays, and the trouble is noticed',
  { timeout: 3 * 3_600_000 },
  async () => {
    const by = chance(SEED)
    const [told, outcomes] = [`seed ${SEED}`, new Map<string, number>()]
    before = await sessions([])
    const began = performance.now()
    await takeBackup(taking(0))
    const usual = performance.now() - began
    let good = nameOf(taking(0).now)
    const names = Object.keys(FAULTS).filter((name) => mounted || !FAULTS[name]?.onDisk)
    for (let run = 1; run <= RUNS; run += 1) {
      const name = by.pick([...names, 'killed'])
      const delay = by.below(Math.ceil(usual * 1.2))
      const about = `${told}, run ${run}: ${name} after ${delay} ms`
      const [args, file] = [taking(run), nameOf(taking(run).now)]
      let failed = true
      before = await sessions([])
      if (name === 'killed') {
        const { PATH = '', HOME = '' } = process.env
        const child = fork('scripts/run.mjs', [compiledEntry('tests/int/backup/taking.ts'), JSON.stringify(args)], {
          stdio: 'ignore',
          execArgv: [],
          env: {
            PATH,
            HOME,
            NODE_ENV: 'production',
            DATABASE_URL: source,
            DATA_DIR: folder,
            PAYLOAD_SECRET: 's'.repeat(40),
          },
        })
        const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
        await Promise.race([ended, sleep(delay + 900)])
        child.kill('SIGKILL')
        failed = (await ended) !== 0
        // The server notices only now that nobody is there any more.
        await expect.poll(sessions, { timeout: 20_000 }).toEqual([])
      } else {
        const fault = FAULTS[name]
        const done = takeBackup(args).then(
          () => false,
          () => true,
        )
        await Promise.race([done, sleep(delay)])
        await fault?.does()
        // A disk is full for good; everything else is over soon.
        failed = await done
        fault?.undoes?.()
      }
      const key = `${name}: ${failed ? 'failed' : 'made'}`
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
      const whole = wholeIn()
      for (const one of whole)
        if (statSync(path.join(backupDir, one)).size === 0) throw new Error(`${about}: ${one} is empty`)
      const newest = whole.includes(file) ? file : good
      expect([about, whole.includes(good) || newest !== good]).toEqual([about, true])
      await inspectBackup(path.join(backupDir, newest), KEY)
      if (!failed) expect([about, newest]).toEqual([about, file])
      if (failed && name !== 'killed') {
        expect([about, withEnding('.part')]).toEqual([about, []])
        const facts = await backupFacts(dbOn(app.pool))
        expect([about, backupTrouble(facts, args.now)]).toEqual([about, 'failed'])
      }
      expect([about, withEnding('.unproven').length]).toEqual([about, Math.min(1, withEnding('.unproven').length)])
      good = newest
    }
    console.info(`Backups: ${told}, usually ${Math.round(usual)} ms, ${JSON.stringify(Object.fromEntries(outcomes))}`)
    // After all that the next one is made as ever, and what was left behind is gone.
    const last = await takeBackup(taking(RUNS + 1))
    expect(last.verified).toBe('restored')
    expect(existsSync(last.file) && readFileSync(last.file).length).toBe(last.bytes)
    expect([...withEnding('.part'), ...withEnding('.unproven')]).toEqual([])
    const { rows } = await server.query(`SELECT datname FROM pg_database WHERE datname LIKE 'pristan_verify_%'`)
    expect(rows).toEqual([])
  },
)
