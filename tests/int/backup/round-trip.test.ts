import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flushCounts } from '@/operations/metrics/counts'
import { createBackup } from '@/operations/backup/create'
import { inspectBackup } from '@/operations/backup/inspect'
import { restoreBackup } from '@/operations/backup/restore'
import { takeBackup, verifyBackup } from '@/operations/backup/take'
import { seedCatalogue, seedDemo } from '@/seed'
import { violations } from '../../factories/invariants'
import { type App, startApp } from '../../helpers/app'
import { contentOf, emptyDatabase, filesOf, shapeOf, temporaryFolder } from './place'

const NOW = new Date('2026-11-21T00:30:00Z')
const KEY = 'a key kept in a safe place'
const SECRET = 'the secret of the old place'

describe('a backup of the demo', () => {
  let app: App
  let source: string
  let folder: string
  let uploads: string
  let file: string

  beforeAll(async () => {
    app = await startApp({ now: NOW })
    await seedCatalogue(app.payload)
    await seedDemo(app.payload, { now: NOW })
    const { rows } = await app.pool.query<{ name: string }>('SELECT current_database() AS name')
    source = (app.payload.db as unknown as { pool: { options: { connectionString: string } } }).pool.options
      .connectionString
    expect(source).toContain(rows[0]?.name)
    folder = temporaryFolder()
    uploads = path.join(folder, 'uploads')
    mkdirSync(uploads)
    writeFileSync(path.join(uploads, 'face.webp'), randomBytes(700_000))
    writeFileSync(path.join(uploads, 'Фото 2.webp'), '')
    file = path.join(folder, 'one.backup')
    // Counts of the demo's bookings are written a second later, but the source must not change any more.
    await flushCounts()
    await createBackup({ url: source, uploads, key: KEY, secret: SECRET, file, now: NOW })
  }, 240_000)
  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('comes back: every table, sequence, guard and photo, and the secret', async () => {
    const [url, target] = [await emptyDatabase(), path.join(folder, 'restored')]
    const restored = await restoreBackup({ file, key: KEY, url, uploads: target })
    expect(await contentOf(url)).toEqual(await contentOf(source))
    expect(await shapeOf(url)).toEqual(await shapeOf(source))
    expect(filesOf(target)).toEqual(filesOf(uploads))
    expect(restored).toMatchObject({ secret: SECRET, at: NOW.toISOString(), uploads: 2 })
  })

  it('has guards that work again after a restore', async () => {
    const url = await emptyDatabase()
    await restoreBackup({ file, key: KEY, url })
    const pool = new pg.Pool({ connectionString: url })
    expect(await violations(pool)).toEqual([])
    const full = await pool.query<{ id: string }>(
      `UPDATE occurrences SET capacity = participants WHERE id = (SELECT id FROM occurrences WHERE participants > 0
        AND status = 'scheduled' LIMIT 1) RETURNING id`,
    )
    const book = pool.query(
      `INSERT INTO participants (occurrence_id, visitor_id, status) SELECT $1, id, 'expected' FROM visitors v
        WHERE NOT EXISTS (SELECT 1 FROM participants p WHERE p.visitor_id = v.id AND p.occurrence_id = $1) LIMIT 1`,
      [full.rows[0]?.id],
    )
    await expect(book).rejects.toThrow('OCCURRENCE_FULL')
    await pool.end()
  })

  it('holds no name that could be read without the key', async () => {
    const { rows } = await app.pool.query<{ name: string }>('SELECT last_name AS name FROM visitors LIMIT 20')
    const bytes = readFileSync(file)
    expect(rows.filter(({ name }) => bytes.includes(Buffer.from(name)))).toEqual([])
  })

  it('is refused after one flipped bit, wherever it is, and the place stays empty', async () => {
    const url = await emptyDatabase()
    const whole = readFileSync(file)
    const copy = path.join(folder, 'flipped.backup')
    const places = [
      0,
      16,
      22,
      60,
      200,
      ...Array.from({ length: 12 }, (_, index) => Math.floor(whole.length * ((index + 0.5) / 12))),
      whole.length - 1,
    ]
    for (const place of places) {
      const bytes = Buffer.from(whole)
      bytes[place] = (bytes[place] ?? 0) ^ 1
      writeFileSync(copy, bytes)
      await expect(restoreBackup({ file: copy, key: KEY, url }), `byte ${place}`).rejects.toThrow(
        /^\S+flipped\.backup (is damaged|is not a backup|was made by a newer|is cut off)|^The key does not fit/,
      )
    }
    expect(await contentOf(url)).toEqual({})
  })

  it('is refused when its end is missing, at whatever byte', async () => {
    const { length } = readFileSync(file)
    for (const left of [0, 10, 30, 300, Math.floor(length / 2), length - 17, length - 1]) {
      const copy = path.join(folder, 'short.backup')
      copyFileSync(file, copy)
      truncateSync(copy, left)
      await expect(inspectBackup(copy, KEY), `${left} bytes`).rejects.toThrow(
        /short\.backup is (cut off before its end|not a backup of Pristan)/,
      )
    }
  })

  it('is refused with another key, in one sentence', async () => {
    await expect(inspectBackup(file, 'another key of that length')).rejects.toThrow(
      /^The key does not fit .+: BACKUP_KEY has to be the one it was made with\.$/,
    )
  })

  it('is refused when the file is none', async () => {
    await expect(inspectBackup(path.join(folder, 'nothing'), KEY)).rejects.toThrow(
      /can't be read: there is no such file\.$/,
    )
    await expect(inspectBackup(path.resolve('package.json'), KEY)).rejects.toThrow(
      /package\.json is not a backup of Pristan\.$/,
    )
  })

  it('is not restored over anything: neither a database with tables nor a folder with photos', async () => {
    const before = await contentOf(source)
    await expect(restoreBackup({ file, key: KEY, url: source })).rejects.toThrow(/^The database is not empty/)
    expect(await contentOf(source)).toEqual(before)
    const url = await emptyDatabase()
    await expect(restoreBackup({ file, key: KEY, url, uploads })).rejects.toThrow(/uploads is not empty/)
    expect(await contentOf(url)).toEqual({})
  })

  it('leaves nothing half-done when the photos can not be written', async () => {
    const url = await emptyDatabase()
    const target = path.join(folder, 'blocked')
    writeFileSync(`${target}-file`, '')
    await expect(
      restoreBackup({ file, key: KEY, url, uploads: path.join(`${target}-file`, 'uploads') }),
    ).rejects.toThrow(/a file is where a folder should be/)
    expect(await contentOf(url)).toEqual({})
    expect(await shapeOf(url)).toEqual([])
  })

  it('of a newer version is refused by name', async () => {
    await app.pool.query(
      `INSERT INTO payload_migrations (id, name, batch)
        VALUES (gen_random_uuid(), '20990101_000000_from_the_future', 99)`,
    )
    const copy = path.join(folder, 'newer.backup')
    await createBackup({ url: source, uploads, key: KEY, secret: SECRET, file: copy, now: NOW })
    await app.pool.query(`DELETE FROM payload_migrations WHERE batch = 99`)
    await expect(inspectBackup(copy, KEY)).rejects.toThrow(
      /newer\.backup was made by a newer version of Pristan \(it knows 20990101_000000_from_the_future\): restore it with that one\.$/,
    )
  })

  it('is proven by restoring it, is remembered, and leaves no database behind', async () => {
    const backupDir = path.join(folder, 'backups')
    const said: string[] = []
    const taken = await takeBackup({
      url: source,
      dataDir: folder,
      uploads,
      backupDir,
      backupKey: undefined,
      secret: SECRET,
      now: NOW,
      tell: (line) => said.push(line),
    })
    expect([taken.verified, readdirSync(backupDir)]).toEqual(['restored', ['pristan-2026-11-21T003000Z.backup']])
    expect(said.join('\n')).toMatch(/A key for the backups was made: .+backup-key\n.+Copy it to another place NOW/)
    expect(readFileSync(path.join(folder, 'backup-key'), 'utf8').trim().length).toBeGreaterThan(40)
    const { rows } = await app.pool.query(`SELECT data->>'verified' AS verified FROM payload_kv WHERE key = 'backup'`)
    expect(rows).toEqual([{ verified: 'restored' }])
    expect(
      (await app.pool.query(`SELECT datname FROM pg_database WHERE datname LIKE 'pristan_verify_%'`)).rows,
    ).toEqual([])
  })

  it('that can not be read back is thrown away, and says so', async () => {
    const copy = path.join(folder, 'broken.backup')
    copyFileSync(file, copy)
    truncateSync(copy, 5000)
    await expect(verifyBackup({ file: copy, key: KEY, url: source })).rejects.toThrow(
      /could not be read back and was thrown away/,
    )
    expect(existsSync(copy)).toBe(false)
  })
})
