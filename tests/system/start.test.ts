import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddedUrl } from '@/db/embedded'
import { childOf, isAlive, runToEnd } from './processes'
import { startProduct, type Product } from './product'
import { portsOf } from './sockets'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-start-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a start that can not be', () => {
  test.each([
    [
      'a bad environment',
      { PORT: 'http', SEED: 'all' },
      /^The environment is not right:\n {2}PORT must .+\n {2}SEED must .+$/,
    ],
    ['a host of another machine', { HOST: '192.0.2.1' }, /^HOST 192\.0\.2\.1 is not an address of this machine\.$/],
    [
      'a file for a data folder',
      { DATA_DIR: path.resolve('package.json') },
      /^.+package\.json can't be used: a file is where a folder should be\.$/,
    ],
    [
      'a database nobody serves',
      { DATABASE_URL: 'postgresql://pristan:hunter2@127.0.0.1:1/pristan' },
      /^The database in DATABASE_URL \(127\.0\.0\.1:1\/pristan\) can't be used: nothing answers there\.$/,
    ],
  ])('because of %s says so in one sentence and leaves nothing running', async (_, environment, sentence) => {
    const { code, output } = await runToEnd('start', {
      DATA_DIR: path.join(folder, 'none'),
      PORT: '39999',
      ...environment,
    })
    expect(code).toBe(1)
    expect(output).toMatch(sentence)
  })
})

test('with a secret that can be guessed is refused before anybody works there', { timeout: 120_000 }, async () => {
  const { code, output } = await runToEnd('start', {
    DATA_DIR: path.join(folder, 'guessed'),
    PORT: '39997',
    SEED: 'none',
    PAYLOAD_SECRET: 'a',
  })
  expect(code).toBe(1)
  expect(output).toMatch(/PAYLOAD_SECRET can be guessed: set at least 32 random characters/)
})

describe('a running product', () => {
  let product: Product
  let token: string

  const api = async (route: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${product.url}/api${route}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `JWT ${token}` } : {}),
        ...init.headers,
      },
      signal: AbortSignal.timeout(5000),
    })
  const login = async (): Promise<void> => {
    token = ''
    const response = await api('/users/login', {
      method: 'POST',
      body: JSON.stringify({ email: 'admin@example.org', password: product.password }),
    })
    token = ((await response.json()) as { token: string }).token
  }
  const createPlace = async (title: string): Promise<number> =>
    (
      await api('/places', {
        method: 'POST',
        body: JSON.stringify({ title, address: 'ул. Сретенка, 1', timezone: 'Europe/Moscow' }),
      })
    ).status
  /** The names of the places made here, or what stands in the way. */
  const places = async (): Promise<unknown> => {
    const response = await api('/places?limit=200')
    const { docs = [] } = (await response.json()) as { docs?: { title: string }[] }
    return response.ok
      ? docs
          .map(({ title }) => title)
          .filter((title) => title.startsWith('Kept'))
          .sort()
      : response.status
  }
  /** As the role that the product works as. */
  const rows = async <Row extends object>(statement: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: embeddedUrl(product.dataDir) })
    await client.connect()
    return (await client.query<Row>(statement).finally(() => client.end())).rows
  }
  const keeps = (...titles: string[]) =>
    expect.poll(() => places().catch(String), { timeout: 30_000, interval: 100 }).toEqual(titles)

  beforeAll(async () => {
    product = await startProduct({ SEED: 'catalogue', DATA_DIR: path.join(folder, 'data') })
    await login()
    expect(await createPlace('Kept 1')).toBe(201)
  })
  afterAll(() => product.stop())

  test('has told how to log in, and shows the password once', async () => {
    expect(product.output()).toContain('Log in as admin@example.org')
    expect(product.output().split(product.password)).toHaveLength(2)
  })

  test('keeps its photos, its keys and its log from everybody else on the machine', () => {
    const others = (name: string): string =>
      (statSync(path.join(product.dataDir, name)).mode & 0o077).toString(8).padStart(3, '0')
    const open = readdirSync(product.dataDir).filter((name) => !/^postgresql-/.test(name) && others(name) !== '000')
    expect(open).toEqual([])
    expect(readdirSync(product.dataDir)).toContain('uploads')
  })

  test('has a database that no other user of the machine can reach, and works as one who cannot change the log', async () => {
    const postmaster = childOf(product.process.pid, /bin\/postgres /)
    expect(portsOf(postmaster)).toEqual([])
    // The same look finds the port of the web.
    expect(portsOf(childOf(product.process.pid, /web\.ts/))).toEqual([Number(new URL(product.url).port)])
    const socket = new URL(embeddedUrl(product.dataDir) ?? '').searchParams.get('host') ?? ''
    expect(statSync(socket).mode & 0o777).toBe(0o700)
    expect(
      await rows(`SELECT DISTINCT usename::text AS name FROM pg_stat_activity
        WHERE application_name IN ('pristan web', 'pristan worker')`),
    ).toEqual([{ name: 'pristan_writer' }])
    for (const statement of [
      `UPDATE audit_log SET action = 'x'`,
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
      'DROP TRIGGER audit_log_append_only ON audit_log',
      'ALTER TABLE audit_log DISABLE TRIGGER ALL',
      'ALTER TABLE visitors ADD COLUMN more text',
      'DROP TABLE participants',
      'CREATE TABLE more (n int)',
      'DELETE FROM erasures',
      'DELETE FROM payload_migrations',
      'SET ROLE pristan',
    ])
      await expect(rows(statement), statement).rejects.toMatchObject({ code: '42501' })
  })

  test('sends a second one away, from its folder and from its port', async () => {
    const port = new URL(product.url).port
    const sameFolder = await runToEnd('start', { DATA_DIR: product.dataDir, PORT: '39998' })
    expect(sameFolder).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /^Pristan is already running in .+ \(npm start, process \d+\): stop it first, or set DATA_DIR to another folder\.$/,
      ),
    })
    const samePort = await runToEnd('start', { DATA_DIR: path.join(folder, 'other'), PORT: port })
    expect(samePort).toMatchObject({
      code: 1,
      output: `Port ${port} on 127.0.0.1 is taken by another program: stop it, or set PORT to another port.`,
    })
    expect(await places()).toEqual(['Kept 1'])
  })

  test('decodes no picture for whoever asks for it in another size', async () => {
    const picture = `/_next/static/media/${readdirSync('.next/static/media').find((name) => name.endsWith('.png'))}`
    const answers = [picture, `/_next/image?w=64&q=75&url=${encodeURIComponent(picture)}`].map(
      async (address) => (await fetch(product.url + address)).status,
    )
    expect(await Promise.all(answers)).toEqual([200, 404])
  })

  test('answers for its bare address like for any unknown one, and HEAD like GET', async () => {
    const bare = await api('')
    expect([bare.status, await bare.json()]).toEqual([
      404,
      { errors: [{ message: expect.any(String), data: { code: 'NOT_FOUND' } }] },
    ])
    const head = await api('/places', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'application/json', ''])
  })

  test('pages and API share one pool of connections', async () => {
    for (const page of ['', '/collections/places', '/collections/users']) {
      const headers = { cookie: `payload-token=${token}` }
      expect((await fetch(`${product.url}/admin${page}`, { headers })).status).toBe(200)
    }
    const ofPool = async (): Promise<number> =>
      Number(/connections\{state="total"\} (\d+)/.exec(await (await api('/metrics')).text())?.[1])
    expect(await ofPool()).toBeGreaterThan(0)
    await expect
      .poll(async () => {
        const [now] = await rows<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'pristan web'`,
        )
        return (now?.count ?? 0) - (await ofPool())
      })
      .toBe(0)
  })

  test('issues a key while it runs, which works at once', async () => {
    const { code, output } = await runToEnd('api-key', { DATA_DIR: product.dataDir }, 'Kiosk', '--scope=read')
    expect(code).toBe(0)
    const key = output.split('\n').at(-1)
    expect(
      (await fetch(`${product.url}/api/places`, { headers: { authorization: `integrations API-Key ${key}` } })).status,
    ).toBe(200)
  })

  test('knows whose second factor the command line is asked to reset', async () => {
    const reset = (email: string) => runToEnd('second-factor', { DATA_DIR: product.dataDir }, 'reset', email)
    const [nobody, somebody] = [await reset('nobody@example.org'), await reset('admin@example.org')]
    expect([nobody.code, nobody.output.includes('Nobody signs in as nobody@example.org.')]).toEqual([1, true])
    expect([somebody.code, somebody.output.includes('admin@example.org has no second factor.')]).toEqual([0, true])
  })

  test.each([
    ['its postmaster', () => childOf(product.process.pid, /bin\/postgres /)],
    ['its web server', () => childOf(product.process.pid, /src\/processes\/web\.ts/)],
    ['its worker', () => childOf(product.process.pid, /src\/processes\/worker\.ts/)],
  ])('outlives a kill -9 of %s', async (_, find) => {
    const pid = find()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => isAlive(pid)).toBe(false)
    await keeps('Kept 1')
    await expect.poll(() => find(), { timeout: 30_000 }).not.toBe(pid)
  })

  test('outlives a kill -9 of the connection that it is using', async () => {
    const client = new pg.Client({ connectionString: embeddedUrl(product.dataDir) })
    client.on('error', () => undefined) // PostgreSQL ends every connection when one was killed
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
    )
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await keeps('Kept 1')
    await client.end().catch(() => undefined)
  })

  test('starts again after a kill -9 of the supervisor, with everything that was stored', async () => {
    expect(await createPlace('Kept 2')).toBe(201)
    const { pid } = product.process
    const children = [/web\.ts/, /worker\.ts/].map((command) => childOf(pid, command))
    product.process.kill('SIGKILL')
    await expect.poll(() => children.filter(isAlive)).toEqual([])
    product = await startProduct({ SEED: 'catalogue', DATA_DIR: product.dataDir })
    expect(product.output()).toContain('stopped a PostgreSQL that an earlier run had left behind')
    await keeps('Kept 1', 'Kept 2')
  })

  test('stops cleanly within 10 s, a request in flight included, and leaves no process and no lock', async () => {
    const { pid } = product.process
    const children = [/web\.ts/, /worker\.ts/, /bin\/postgres /].map((command) => childOf(pid, command))
    const answer = login()
    await sleep(20)
    const startedAt = Date.now()
    expect(await product.stop()).toBe(0)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
    await answer
    expect(token).toMatch(/^ey/)
    expect(children.filter(isAlive)).toEqual([])
    expect(readdirSync(product.dataDir)).not.toContain('lock')
    expect(readdirSync(path.join(product.dataDir, 'postgres'))).not.toContain('postmaster.pid')
  })

  test('starts again with the same accounts, secret and data, and prints no password', async () => {
    const secret = readFileSync(path.join(product.dataDir, 'secret'), 'utf8')
    writeFileSync(
      path.join(product.dataDir, 'lock'),
      JSON.stringify({ pid: process.pid, started: 'before the power cut', role: 'npm start' }),
    )
    product = await startProduct({ SEED: 'catalogue', DATA_DIR: product.dataDir })
    // Logged in before the stop, and still so.
    await keeps('Kept 1', 'Kept 2')
    expect(readFileSync(path.join(product.dataDir, 'secret'), 'utf8')).toBe(secret)
    expect(product.output()).not.toContain(product.password)
  })
})
