import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { embeddedUrl } from '@/db/embedded'
import { runToEnd } from './processes'
import { startProduct, type Product } from './product'

const PERSON = {
  lastName: 'Забвенский',
  firstName: 'Аристарх',
  phone: '+7 916 700-80-90',
  comment: 'просит не звонить',
}
const MARKS = ['Забвенск', 'Аристарх', '9167008090', 'просит не звонить']

let folder: string
let product: Product | undefined
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-restore-'))
})
afterAll(async () => {
  await product?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const client = async ({ url }: Product, password: string) => {
  const send = async <Body>(route: string, body?: unknown, token = ''): Promise<{ status: number; body: Body }> => {
    const response = await fetch(`${url}/api${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  const { body } = await send<{ token: string }>('/users/login', { email: 'admin@example.org', password })
  return <Body>(route: string, given?: unknown) => send<Body>(route, given, body.token)
}

/** Every column of every table, as text. */
const tablesWith = async (dataDir: string, mark: string): Promise<string[]> => {
  const pool = new pg.Pool({ connectionString: embeddedUrl(dataDir), max: 1 })
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  const found: string[] = []
  for (const { name } of rows)
    if ((await pool.query(`SELECT 1 FROM "${name}" t WHERE t::text LIKE $1 LIMIT 1`, [`%${mark}%`])).rowCount !== 0)
      found.push(name)
  await pool.end()
  return found
}

test(
  'who was erased after the backup is not there after restoring it into an empty place and starting',
  { timeout: 300_000 },
  async () => {
    const [oldPlace, newPlace] = [path.join(folder, 'old'), path.join(folder, 'new')]
    const ledger = path.join(folder, 'erasures.log')
    product = await startProduct({
      SEED: 'none',
      DATA_DIR: oldPlace,
      ERASURE_LEDGER: ledger,
      BACKUP_KEY: 'the key of the backups',
    })
    const { password } = product
    const old = await client(product, password)
    const { body: visitor } = await old<{ doc: { id: string } }>('/visitors', PERSON)
    const { body: other } = await old<{ doc: { id: string } }>('/visitors', {
      lastName: 'Остающийся',
      firstName: 'Захар',
    })
    expect(await tablesWith(oldPlace, 'Забвенск')).toContain('visitors')

    const taken = await runToEnd('backup', {
      DATA_DIR: oldPlace,
      BACKUP_KEY: 'the key of the backups',
      ERASURE_LEDGER: ledger,
    })
    expect([taken.code, taken.output]).toEqual([0, expect.stringContaining('verified')])
    expect((await old(`/visitors/${visitor.doc.id}/erase`, { confirm: true, reason: 'request' })).status).toBe(200)
    for (const mark of MARKS) expect([mark, await tablesWith(oldPlace, mark)]).toEqual([mark, []])
    await product.stop()

    const backups = path.join(oldPlace, 'backups')
    const [file = ''] = readdirSync(backups)
      .filter((name) => name.endsWith('.backup'))
      .sort()
      .slice(-1)
    const restored = await runToEnd(
      'restore',
      { DATA_DIR: newPlace, BACKUP_KEY: 'the key of the backups', ERASURE_LEDGER: ledger },
      path.join(backups, file),
    )
    expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('compared one by one')])

    // The administrator's password came with the backup; the file that shows it stays where it was.
    product = await startProduct(
      { SEED: 'none', DATA_DIR: newPlace, ERASURE_LEDGER: ledger, BACKUP_KEY: 'the key of the backups' },
      password,
    )
    expect(product.output()).toContain('erased again after a restore or a crash: 1')
    for (const mark of MARKS) expect([mark, await tablesWith(newPlace, mark)]).toEqual([mark, []])
    const now = await client(product, password)
    expect((await now<{ docs: unknown[] }>('/visitors/search?q=Забвенский')).body).toMatchObject({ docs: [] })
    const { body: gone } = await now<{ erasedAt: string | null; fullName: string }>(`/visitors/${visitor.doc.id}`)
    expect(gone.erasedAt).toMatch(/^20/)
    expect((await now(`/visitors/${other.doc.id}`)).body).toMatchObject({ lastName: 'Остающийся' })
  },
)
