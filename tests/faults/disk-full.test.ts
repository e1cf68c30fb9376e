import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../factories/invariants'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { localDate } from '@/domain/time/zone'
import { randomFrom } from '../bot/robot'
import { freePort, ready, run, startDatabase, stopAll, type Running } from '../system/service'
import { Ledger, workAtTheDoor } from './ledger'
import { LONG, SEED, timeUntil } from './stage'

const BACK_MS = LONG ? 5_000 : 20_000
const MEGABYTE = 1024 * 1024
const FULL_MS = LONG ? 20_000 : 4_000

let folder: string
let mounted = false
let database: Awaited<ReturnType<typeof startDatabase>> | undefined
let web: Running | undefined
let url = ''
let pool: pg.Pool

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-small-disk-'))
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0777', 'tmpfs', folder]).status === 0
  if (!mounted) return
  database = await startDatabase({ max_wal_size: '32MB', min_wal_size: '32MB', shared_buffers: '16MB' }, folder)
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  web = run('web', 'web', { ...database.environment, PORT: String(port) })
  await ready(url, 400_000)
  pool = new pg.Pool({ connectionString: database.server.url, max: 2 })
  pool.on('error', () => undefined) // a full disk may end the server, which starts again
})
afterAll(async () => {
  if (mounted) {
    await pool.end()
    if (web) await stopAll([web])
    await database?.close()
    spawnSync('umount', ['-l', folder])
  }
  rmSync(folder, { recursive: true, force: true })
})

const appended = (file: string, size: number): boolean => {
  try {
    appendFileSync(file, Buffer.alloc(size))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

test('a full disk refuses what it can’t keep, loses nothing, and all goes on when there is room again', async () => {
  if (!mounted || !database) {
    console.log('A small file system can’t be mounted by this user: the full disk was not tried.')
    return
  }
  console.log(`seed ${SEED}`)
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.org', password: database.adminPassword }),
  })
  const { token } = (await login.json()) as { token: string }
  const lines = await makeService(pool).then((service) =>
    Array.from({ length: 6 }, (_, index) => ({
      service,
      startTime: `${String(8 + index).padStart(2, '0')}:00`,
      endTime: `${String(9 + index).padStart(2, '0')}:00`,
      capacity: 20,
    })),
  )
  const { occurrences } = await makeEvent(pool, {
    place: await makePlace(pool),
    dates: [localDate(new Date(), 'Europe/Moscow')],
    capacity: 100,
    lines,
  })
  const people = await makeVisitors(pool, 60)
  const ledger = new Ledger()
  const stop = new AbortController()
  const random = randomFrom(SEED)
  const doors = Array.from({ length: 6 }, (_, index) =>
    workAtTheDoor({
      url: () => url,
      token,
      ledger,
      random: randomFrom(Math.floor(random() * 1e6)),
      visitors: people.slice(index * 10, index * 10 + 10),
      occurrences: occurrences.flat(),
      stop: stop.signal,
    }),
  )

  const filler = path.join(folder, 'filler')
  const left = (): number => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  }
  // Another log segment will not fit, and no table grows. The database writes meanwhile, so the last piece
  // may not fit either.
  for (let size = MEGABYTE; size >= 4096; size /= 2) while (left() > size) if (!appended(filler, size)) break
  const again = ledger.again
  const rows = async (): Promise<void> =>
    void (await pool
      .query('CREATE TABLE IF NOT EXISTS ballast (text text)')
      .then(() => pool.query(`INSERT INTO ballast SELECT repeat('x', 1000) FROM generate_series(1, 40000)`)))
  await timeUntil(
    'the disk is full',
    () =>
      rows().then(
        () => false,
        () => true,
      ),
    30_000,
  )
  await sleep(FULL_MS)
  console.log(`full: ${Math.round(left() / 1024)} kB left of 160 MB, ${ledger.again - again} requests were asked again`)
  rmSync(filler)
  const back = await timeUntil('it books again', async () => {
    const before = ledger.acknowledged
    await sleep(100)
    const response = await fetch(`${url}/api/places?limit=1`, { headers: { authorization: `JWT ${token}` } })
    await response.arrayBuffer()
    return response.ok && ledger.acknowledged > before
  })
  await sleep(1_000)
  stop.abort()
  await Promise.all(doors)
  console.log(
    `back after ${(back / 1000).toFixed(2)} s, ${Math.round(left() / MEGABYTE)} MB left; ${ledger.acknowledged} ` +
      'answers acknowledged',
  )
  expect(await violations(pool)).toEqual([])
  expect(await ledger.differences(pool)).toEqual([])
  expect([...ledger.refused.keys()].filter((code) => code === 'UNAUTHENTICATED' || code === 'FAILED')).toEqual([])
  expect(back).toBeLessThan(BACK_MS)
})
