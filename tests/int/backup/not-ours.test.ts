import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBackup } from '@/operations/backup/create'
import { nameOf } from '@/operations/backup/names'
import { planBackupWarning } from '@/operations/messages/planBackupWarning'
import { restoreBackup } from '@/operations/backup/restore'
import { takeBackup, ZONE } from '@/operations/backup/take'
import { makePlace } from '../../factories/schedule'
import { type App, startApp } from '../../helpers/app'
import { contentOf, emptyDatabase, temporaryFolder } from './place'

const NOW = new Date('2026-12-01T00:30:00Z')
const KEY = 'a key kept in a safe place'
let app: App
let folder: string
let source: string
beforeAll(async () => {
  app = await startApp({ now: NOW })
  await app.as('administrator')
  await makePlace(app.pool)
  source = (app.payload.db as unknown as { pool: { options: { connectionString: string } } }).pool.options
    .connectionString
  folder = temporaryFolder()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const taking = (backupDir: string, hour = 0) => ({
  url: source,
  dataDir: folder,
  uploads: path.join(folder, 'uploads'),
  backupDir: path.join(folder, backupDir),
  backupKey: KEY,
  secret: 's',
  now: new Date(NOW.getTime() + hour * 3_600_000),
  tell: () => undefined,
})

const letters = async (): Promise<number> =>
  (await app.pool.query(`SELECT 1 FROM messages WHERE kind = 'leftOut'`)).rowCount ?? 0

it('leaves out what another program has made beside our tables, names it once, and is proven', async () => {
  const before = await contentOf(source)
  await app.pool.query(`
    CREATE TABLE report_cache (id serial PRIMARY KEY, note text);
    INSERT INTO report_cache (note) VALUES ('x');
    CREATE TABLE report_parts (id int, at date) PARTITION BY RANGE (at);
    CREATE TABLE report_parts_2026 PARTITION OF report_parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    ALTER TABLE places ADD COLUMN report_code int DEFAULT 5`)
  const taken = await takeBackup(taking('beside'))
  expect([taken.verified, taken.leftOut]).toEqual([
    'restored',
    ['places.report_code', 'report_cache', 'report_parts_2026'],
  ])
  for (let again = 0; again < 3; again += 1) await planBackupWarning(app.payload, NOW, ZONE)
  expect(await letters()).toBe(1)
  const { file } = await takeBackup(taking('beside', 1))
  await planBackupWarning(app.payload, NOW, ZONE)
  expect(await letters()).toBe(1)

  await app.pool.query('DROP TABLE report_cache; DROP TABLE report_parts; ALTER TABLE places DROP COLUMN report_code')
  const url = await emptyDatabase()
  await restoreBackup({ file, key: KEY, url })
  const after = await contentOf(url)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  expect(after.places).toEqual(before.places)
})

it('is restored without the tables that an older version took along', async () => {
  await app.pool.query('CREATE TABLE spatial_rows (id serial); INSERT INTO spatial_rows DEFAULT VALUES')
  const file = path.join(folder, 'older.backup')
  // No shape is passed, and the other table has the same owner.
  await createBackup({ url: source, uploads: path.join(folder, 'uploads'), key: KEY, secret: 's', file, now: NOW })
  const url = await emptyDatabase()
  const restored = await restoreBackup({ file, key: KEY, url })
  await app.pool.query('DROP TABLE spatial_rows')
  expect(restored.leftOut).toEqual(['spatial_rows'])
  expect((await contentOf(url)).places).toEqual((await contentOf(source)).places)
})

it('keeps the proven ones and one unproven file, however often its trial fails', async () => {
  const good = await takeBackup(taking('trial'))
  // Two rows that no restore can insert, because their index is unique again.
  await app.pool.query(`
    ALTER TABLE error_reports DROP CONSTRAINT error_reports_fingerprint_key;
    INSERT INTO error_reports (id, kind, place, type, stack, count, first_seen_at, last_seen_at, release, fingerprint)
      SELECT gen_random_uuid(), 'job', 'x', 'x', '', 1, now(), now(), 'x', 'same' FROM generate_series(1, 2)`)
  for (const hour of [1, 2, 3])
    await expect(takeBackup(taking('trial', hour))).rejects.toThrow(/was written, but restoring it for a trial failed/)
  expect(readdirSync(path.join(folder, 'trial'))).toEqual([
    path.basename(good.file),
    `${nameOf(taking('trial', 3).now)}.unproven`,
  ])
  await app.pool.query(`
    DELETE FROM error_reports WHERE fingerprint = 'same';
    ALTER TABLE error_reports ADD CONSTRAINT error_reports_fingerprint_key UNIQUE (fingerprint)`)
  const next = await takeBackup(taking('trial', 28))
  expect(readdirSync(path.join(folder, 'trial'))).toEqual([path.basename(good.file), path.basename(next.file)])
})

it('writes nothing where there is no room for it', async () => {
  const small = path.join(folder, 'small')
  mkdirSync(small)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=30m', 'tmpfs', small]).status !== 0) {
    console.log('No right to mount a small file system: a disk without room was not tried')
    return
  }
  try {
    writeFileSync(path.join(small, nameOf(NOW)), 'the older one')
    await expect(takeBackup(taking('small', 1))).rejects.toThrow(/^There is not enough room for a backup in .+small/)
    expect(readdirSync(small)).toEqual([nameOf(NOW)])
  } finally {
    execFileSync('umount', [small])
  }
})

it('takes everything of a database that only our migrations have made', async () => {
  expect((await takeBackup(taking('own'))).leftOut).toEqual([])
})
