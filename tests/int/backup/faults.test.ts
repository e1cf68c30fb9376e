import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBackup } from '@/operations/backup/create'
import { restoreBackup } from '@/operations/backup/restore'
import { nameOf } from '@/operations/backup/names'
import { rotate } from '@/operations/backup/take'
import { violations } from '../../factories/invariants'
import { type App, startApp } from '../../helpers/app'
import { CLIENTS, rush, setTheScene } from '../../concurrency/rush'
import { emptyDatabase, temporaryFolder } from './place'

const KEY = 'a key kept in a safe place'
const NOW = new Date('2026-12-01T00:30:00Z')
let app: App
let folder: string
let source: string
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  source = (app.payload.db as unknown as { pool: { options: { connectionString: string } } }).pool.options
    .connectionString
  folder = temporaryFolder()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const making = (file: string) => ({
  url: source,
  uploads: path.join(folder, 'uploads'),
  key: KEY,
  secret: 's',
  file,
  now: NOW,
})

it('is one instant, whatever is booked and cancelled meanwhile', async () => {
  const scene = await setTheScene(app, { capacity: 20, dayCapacity: 30 })
  const [key, staff] = [await app.as('key:booking'), await app.as('coordinator')]
  const booking = rush(key, staff, scene, 20_261_121, false)
  const files = [0, 1, 2].map((index) => path.join(folder, `busy-${index}.backup`))
  const taken: number[] = []
  for (const file of files) taken.push((await createBackup(making(file))).rows)
  expect((await booking).filter((status) => status === 201).length).toBeGreaterThan(CLIENTS / 4)
  for (const file of files) {
    const url = await emptyDatabase()
    await restoreBackup({ file, key: KEY, url })
    const pool = new pg.Pool({ connectionString: url })
    expect(await violations(pool)).toEqual([])
    await pool.end()
  }
})

it('on a full disk says one sentence, and leaves the older backup and nothing else', async () => {
  const small = path.join(folder, 'small')
  mkdirSync(small)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small]).status !== 0) {
    console.log('No right to mount a small file system: a full disk was not tried')
    return
  }
  try {
    writeFileSync(path.join(small, nameOf(NOW)), 'the older one')
    mkdirSync(path.join(folder, 'uploads'), { recursive: true })
    writeFileSync(path.join(folder, 'uploads', 'face.webp'), randomBytes(900_000))
    const file = path.join(small, 'pristan-2026-12-02T003000Z.backup')
    await expect(createBackup(making(file))).rejects.toThrow(
      new RegExp(`^The disk is full: ${file} can't be written\\.$`),
    )
    expect(readdirSync(small)).toEqual([nameOf(NOW)])
  } finally {
    execFileSync('umount', [small])
  }
})

it('takes away by its rotation nothing but its own files', () => {
  const backups = path.join(folder, 'year')
  mkdirSync(backups)
  for (let day = 0; day < 365; day += 1)
    writeFileSync(path.join(backups, nameOf(new Date(NOW.getTime() + day * 86_400_000))), '')
  for (const name of ['notes.txt', 'pristan-copy.backup', 'pristan-2026-12-01T003000Z.backup.gpg'])
    writeFileSync(path.join(backups, name), '')
  expect(rotate(backups)).toHaveLength(365 - 20)
  expect(readdirSync(backups).filter((name) => !name.startsWith('pristan-202'))).toEqual([
    'notes.txt',
    'pristan-copy.backup',
  ])
  expect(rotate(backups)).toEqual([])
})
