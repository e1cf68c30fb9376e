import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compiledEntry } from '../../helpers/compiledEntry'
import { embeddedUrl, startEmbedded, type EmbeddedServer } from '@/db/embedded'

let dataDir: string
let server: EmbeddedServer | undefined

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'pristan-embedded-'))
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (): Promise<EmbeddedServer> => (server = await startEmbedded({ dataDir }))
const rows = async <Row extends object>(statement: string, url = server?.url): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // the server is killed under it on purpose
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}
const pidFile = () => path.join(dataDir, 'postgres', 'postmaster.pid')

type Ledger = { confirmed: number; broken: Promise<void> }

/** Inserts rows one by one until the connection breaks, and counts the confirmed ones. */
const writeUntilBroken = async (url: string): Promise<Ledger> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // the test waits for this error
  await client.connect()
  const ledger: Ledger = { confirmed: 0, broken: Promise.resolve() }
  const insert = (): Promise<void> =>
    client.query('INSERT INTO ledger VALUES (1)').then(() => void (ledger.confirmed += 1))
  await insert()
  const goOn = (): Promise<void> => insert().then(goOn, () => undefined) // ends at the first unconfirmed insert
  ledger.broken = goOn()
  return ledger
}

describe('the embedded PostgreSQL', () => {
  test('knows Cyrillic, in upper and lower case and in trigrams, and listens to no network', async () => {
    await start()
    await rows('CREATE EXTENSION pg_trgm')
    expect(
      await rows(`SELECT 'ИВАНОВ' ILIKE 'иван%' AS ilike, word_similarity('иванов', 'пётр ивванов') > 0.5 AS trigrams,
        current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
          current_setting('listen_addresses') AS listens,
        current_setting('is_superuser') AS superuser`),
    ).toEqual([{ ilike: true, trigrams: true, encoding: 'UTF8', fsync: 'on', listens: '', superuser: 'off' }])
  })

  test('keeps its passwords from other users of the machine', async () => {
    await start()
    expect(statSync(path.join(dataDir, 'database.json')).mode & 0o777).toBe(0o600)
    expect(statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
    const withoutPassword = new URL(server?.url ?? '')
    withoutPassword.password = 'guess'
    await expect(rows('SELECT 1', withoutPassword.toString())).rejects.toThrow('password authentication failed')
  })

  test('has every confirmed row after its postmaster was killed in the middle of writing', async () => {
    const { url, kill9, restart } = await start()
    await rows('CREATE TABLE ledger (n int)')
    for (const delay of [150, 40]) {
      const ledger = await writeUntilBroken(url)
      await sleep(delay)
      await kill9()
      await ledger.broken
      await restart()
      const [found] = await rows<{ count: number }>('SELECT count(*)::int AS count FROM ledger')
      // One more row may have been stored without confirmation.
      expect([ledger.confirmed, ledger.confirmed + 1]).toContain(found?.count)
      await rows('TRUNCATE ledger')
    }
  })

  test('is started again by itself when it dies, on the same port', async () => {
    const told: string[] = []
    server = await startEmbedded({ dataDir, keepAlive: true, log: (line) => told.push(line) })
    await rows('CREATE TABLE ledger (n int)')
    process.kill(server.pid() ?? 0, 'SIGKILL')
    await expect
      .poll(() => rows('SELECT count(*)::int AS count FROM ledger').catch(String), { timeout: 20_000 })
      .toEqual([{ count: 0 }])
    await expect
      .poll(() => told)
      .toEqual(['PostgreSQL ended unexpectedly (SIGKILL), starting it again', 'PostgreSQL is back'])
  })

  test('ends one that a killed process has left behind, and keeps its data', async () => {
    const maker = spawn(process.execPath, ['scripts/run.mjs', compiledEntry('tests/int/database/orphan.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [url] = (await once(maker.stdout, 'data')) as [Buffer]
    await rows('CREATE TABLE ledger (n int); INSERT INTO ledger VALUES (1)', String(url).trim())
    const orphan = Number.parseInt(readFileSync(pidFile(), 'utf8'), 10)
    maker.kill('SIGKILL')
    await once(maker, 'exit')
    process.kill(orphan, 0) // throws if the process is gone

    await start()
    expect(await rows('SELECT * FROM ledger')).toEqual([{ n: 1 }])
    expect(Number.parseInt(readFileSync(pidFile(), 'utf8'), 10)).not.toBe(orphan)
  })

  test('is not kept from starting by the number of a stranger in postmaster.pid', async () => {
    await start()
    const written = readFileSync(pidFile(), 'utf8')
    await server?.kill9()
    writeFileSync(pidFile(), written.replace(/^\d+/, String(process.pid)))
    await start()
    expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('is out of reach for other users of the machine, also where its path is too long for a socket', async () => {
    // As root, the server is another user, who must be able to enter, as npm start sees to.
    chmodSync(dataDir, 0o711)
    const deep = path.join(dataDir, 'a'.repeat(90))
    for (const folder of [dataDir, deep]) {
      server = await startEmbedded({ dataDir: folder })
      const { listening } = server
      const socket = 'socket' in listening ? listening.socket : ''
      expect(socket.startsWith(folder)).toBe(folder === dataDir)
      expect(statSync(socket).mode & 0o777).toBe(0o700)
      expect(await rows('SELECT inet_server_port() AS port')).toEqual([{ port: null }])
      expect(embeddedUrl(folder)).toBe(server.writerUrl)
      await server.restart()
      expect(await rows('SELECT 1 AS one', server.writerUrl)).toEqual([{ one: 1 }])
      await server.stop()
      // What is not in DATA_DIR is not left behind.
      expect(existsSync(socket)).toBe(folder === dataDir)
    }
  })

  test('listens on a port only where a test asks for it', async () => {
    server = await startEmbedded({ dataDir, tcp: true })
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    expect(await rows('SELECT inet_server_port()::int AS port')).toEqual([server.listening])
    await server.stop()
    await start()
    expect(await rows('SELECT inet_server_port() AS port')).toEqual([{ port: null }])
  })

  test('takes over a data folder of an earlier version, which had one role and a port', async () => {
    await start()
    await rows('CREATE TABLE ledger (n int)')
    await server?.stop()
    const file = path.join(dataDir, 'database.json')
    const { password, superuserPassword } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    writeFileSync(file, JSON.stringify({ port: 40_000, password, superuserPassword }))
    expect(embeddedUrl(dataDir)).toBeUndefined()
    const { writerUrl } = await start()
    expect(await rows('SELECT * FROM ledger')).toEqual([])
    expect(await rows('SELECT current_user AS role', writerUrl)).toEqual([{ role: 'pristan_writer' }])
    await expect(rows('CREATE TABLE more (n int)', writerUrl)).rejects.toMatchObject({ code: '42501' })
  })

  test('makes new passwords when their file is lost, and starts with what was there', async () => {
    await start()
    const before = server?.url
    await rows('CREATE TABLE ledger (n int)')
    await server?.stop()
    rmSync(path.join(dataDir, 'database.json'))
    await start()
    expect(await rows('SELECT * FROM ledger')).toEqual([])
    expect(server?.url).not.toBe(before)
  })

  test('makes its files again when a kill has interrupted that', async () => {
    mkdirSync(path.join(dataDir, 'postgres.12345678.new', 'base'), { recursive: true })
    writeFileSync(path.join(dataDir, 'postgres.12345678.new', 'PG_VERSION'), '17\n')
    await start()
    expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(readdirSync(dataDir).filter((name) => name !== 'socket')).toEqual([
      'database.json',
      'postgres',
      'postgresql.log',
    ])
  })

  test.each([
    ['made by another version', 'PG_VERSION', '16\n', /was made by PostgreSQL 16, and this version brings 17/],
    ['that is no database', 'holiday.jpg', 'x', /holds something else than a database/],
  ])('refuses a folder %s with one sentence', async (_, name, text, sentence) => {
    mkdirSync(path.join(dataDir, 'postgres'))
    chmodSync(path.join(dataDir, 'postgres'), 0o700)
    writeFileSync(path.join(dataDir, 'postgres', name), text)
    await expect(start()).rejects.toThrow(sentence)
  })
})
