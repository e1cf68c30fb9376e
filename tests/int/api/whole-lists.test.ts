import fc from 'fast-check'
import type { FlattenedField } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type App, type Client } from '../../helpers/app'
import { makeSchedule } from './world'

/** Reads every list, page by page and in every allowed order, over rows that differ only in their id. */
let app: App
let admin: Client

const ROWS = 17
const SLUGS = [
  'places',
  'services',
  'events',
  'event-days',
  'occurrences',
  'visitors',
  'participants',
  'volunteers',
  'users',
  'integrations',
  'media',
  'messages',
  'audit-log',
  'error-reports',
]

/** Unique columns, which have to differ between copies of a row. */
const DIFFERENT: Record<string, Record<string, string>> = {
  visitors: { card_number: `'N' || n` },
  volunteers: { telegram_id: `(1000 + n)::text` },
  users: { email: `'user' || n || '@example.org'` },
  error_reports: { fingerprint: `'f' || n` },
  media: { filename: `'photo' || n || '.jpg'` },
  event_days: { date: `to_char('2026-12-05'::date + n, 'YYYY-MM-DD')` },
  occurrences: { line: `'line' || n` },
  participants: { visitor_id: `(SELECT id FROM visitors ORDER BY id OFFSET n - 1 LIMIT 1)` },
}

/** Copies the only row of a table until there are enough. Everything that is not unique is the same in all copies. */
const copy = async (table: string): Promise<void> => {
  const { rows: columns } = await app.pool.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  )
  const { rows: known } = await app.pool.query<{ count: number }>(`SELECT count(*)::int FROM ${table}`)
  const names = columns.map(({ name }) => name)
  const value = (name: string): string =>
    name === 'id' ? 'gen_random_uuid()' : (DIFFERENT[table]?.[name] ?? `one.${name}`)
  await app.pool.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.map(value).join(', ')}
       FROM (SELECT * FROM ${table} LIMIT 1) one, generate_series(1, ${ROWS - (known[0]?.count ?? 0)}) AS n`,
  )
}

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  await makeSchedule(app.pool)
  await app.pool.query(`
    INSERT INTO media (id, filename, mime_type, filesize)
      VALUES (gen_random_uuid(), 'photo0.jpg', 'image/jpeg', 1);
    INSERT INTO messages (kind, recipient_kind, payload) VALUES ('bookingsMoved', 'volunteer', '{}');
    INSERT INTO audit_log (at, action, subject, subject_id) VALUES (now(), 'place.created', 'places', 'x');
    INSERT INTO error_reports (fingerprint, kind, place, type, release, first_seen_at, last_seen_at)
      VALUES ('f', 'k', 'p', 't', 'r', now(), now());
    UPDATE event_days SET capacity = 1000; UPDATE occurrences SET capacity = 1000;
    DELETE FROM participants`)
  const { rows } = await app.pool.query(`SELECT id FROM occurrences`)
  for (const slug of SLUGS.filter((one) => one !== 'participants')) await copy(slug.replace('-', '_'))
  await app.pool.query(
    `INSERT INTO participants (visitor_id, occurrence_id, status, source, booked_at)
     SELECT id, $1, 'expected', 'panel', '2026-12-01T08:00Z' FROM visitors`,
    [rows[0].id],
  )
})
afterAll(() => app.close())

type Page = { docs: { id: string }[]; totalDocs: number; hasNextPage?: boolean }

/** All pages of a list, one after another. */
const walk = async (path: string, size: number): Promise<string[]> => {
  const ids: string[] = []
  for (let page = 1; ; page += 1) {
    const { status, body } = await admin.get<Page>(`${path}${path.includes('?') ? '&' : '?'}limit=${size}&page=${page}`)
    expect([path, status]).toEqual([path, 200])
    ids.push(...body.docs.map(({ id }) => id))
    if (page * size >= body.totalDocs) return ids
  }
}

const expectEachOnce = async (path: string, size: number): Promise<void> => {
  const ids = await walk(path, size)
  expect([path, ids.length, new Set(ids).size]).toEqual([path, ids.length, ids.length])
  const { body } = await admin.get<Page>(path)
  expect([path, ids.length]).toEqual([path, body.totalDocs])
  expect(ids.length).toBeGreaterThanOrEqual(ROWS)
}

const ORDERLESS = ['array', 'group', 'json', 'join', 'blocks', 'ui']

/** Every field by which a list may be sorted, including fields of one relation. */
const ordersOf = (slug: string, hops = 1): string[] => {
  const through = (fields: readonly FlattenedField[], prefix: string): string[] =>
    fields.flatMap((field) => {
      if (('virtual' in field && field.virtual) || ('hidden' in field && field.hidden)) return []
      if (field.type === 'group') return through(field.flattenedFields, `${prefix}${field.name}.`)
      if (ORDERLESS.includes(field.type)) return []
      const own = [`${prefix}${field.name}`]
      const related = 'relationTo' in field && typeof field.relationTo === 'string' ? field.relationTo : null
      return related && hops > 0 && SLUGS.includes(related)
        ? [...own, ...ordersOf(related, hops - 1).map((path) => `${prefix}${field.name}.${path}`)]
        : own
    })
  const collection = app.payload.config.collections.find((one) => one.slug === slug)
  return ['id', ...through(collection?.flattenedFields ?? [], '')]
}

describe.each(SLUGS)('the list of %s', (slug) => {
  test('shows each row once in its own order, and in every other it allows, either way', async () => {
    await expectEachOnce(`/${slug}`, 5)
    // Only a third of the orders by a relation's field, since they differ only in the column.
    const asked = ordersOf(slug).filter((order, index) => !order.includes('.') || index % 3 === 0)
    const refused: string[] = []
    for (const [index, order] of asked.entries()) {
      const path = `/${slug}?sort=${index % 2 === 0 ? '-' : ''}${order}`
      const { status } = await admin.get(path)
      if (status === 200) await expectEachOnce(path, 6)
      else refused.push(order)
    }
    // Refused are secrets and fields that the caller may not see.
    expect(refused.length).toBeLessThan(asked.length / 2)
  })

  test('shows each row once in several orders at once and in pages of any size', async () => {
    const orders = fc.uniqueArray(fc.constantFrom(...ordersOf(slug, 0).filter((order) => order !== 'id')), {
      minLength: 1,
      maxLength: 3,
    })
    await fc.assert(
      fc.asyncProperty(orders, fc.boolean(), fc.integer({ min: 3, max: 9 }), async (paths, down, size) => {
        const sort = paths.map((one, index) => `${down === (index === 0) ? '-' : ''}${one}`)
        const path = `/${slug}?sort=${sort.join(',')}`
        if ((await admin.get(path)).status === 200) await expectEachOnce(path, size)
      }),
      { numRuns: 4 },
    )
  })
})

test.each(['/schedule', '/schedule?search=баня', '/occurrences/list', '/occurrences/list?when=past'])(
  '%s shows each row once',
  async (path) => {
    app.setNow(path.includes('past') ? '2026-12-06T09:00:00Z' : '2026-12-01T09:00:00Z')
    for (const size of [3, 5]) await expectEachOnce(path, size)
    app.setNow('2026-12-01T09:00:00Z')
  },
)
