import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleCaller } from '@/domain/access/decide'
import { PRINCIPALS, type Rule } from '@/domain/access/rules'
import { ACCESS, type GovernedCollection, rulesOf } from '@/domain/access/table'
import { COLUMNS, mayExport } from '@/domain/exports/columns'
import { routes } from '@/endpoints'
import { eventBody } from '../openapi/requests'
import { makeSchedule } from './world'
import { type Answer, codeOf, startApp, type App } from '../../helpers/app'

const UNKNOWN = '0198a000-0000-7000-8000-00000000ffff'
const SLUGS = Object.keys(ACCESS) as GovernedCollection[]

let app: App
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  ids = await makeSchedule(app.pool)
  const [{ id: media }] = (
    await app.pool.query(
      `INSERT INTO media (id, filename, mime_type) VALUES (gen_random_uuid(), 'a.webp', 'image/webp') RETURNING id`,
    )
  ).rows
  const [{ id: message }] = (
    await app.pool.query(
      `INSERT INTO messages (id, kind, recipient_kind, payload) VALUES (gen_random_uuid(), 'k', 'admins', '{}')
        RETURNING id`,
    )
  ).rows
  const [{ id: entry }] = (
    await app.pool.query(
      `INSERT INTO audit_log (id, at, action, subject, subject_id) VALUES (gen_random_uuid(), now(), 'a', 's', '1')
        RETURNING id`,
    )
  ).rows
  const [{ id: report }] = (
    await app.pool.query(
      `INSERT INTO error_reports (fingerprint, kind, place, type, first_seen_at, last_seen_at, release)
        VALUES ('f', 'job', 'sweep', 'Error', now(), now(), '1') RETURNING id`,
    )
  ).rows
  ids = {
    ...ids,
    media,
    'error-reports': report,
    messages: message,
    'audit-log': entry,
    users: (await app.as('administrator')).id,
  }
})
afterAll(() => app.close())

/** y: access granted, even if a rule then refuses; n: 403; a dot: 401. */
const letter = (answer: Answer): string => {
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
  if (answer.status === 401) expect(codeOf(answer)).toBe('UNAUTHENTICATED')
  if (answer.status === 403) expect(codeOf(answer)).toBe('FORBIDDEN')
  return answer.status === 401 ? '.' : answer.status === 403 ? 'n' : 'y'
}
const expected = (rule: Rule): string =>
  PRINCIPALS.map((who) => (who === 'anonymous' ? '.' : rule[who] ? 'y' : 'n')).join('')
const tried = async (ask: (client: Awaited<ReturnType<App['as']>>) => Promise<Answer>): Promise<string> => {
  const seen: string[] = []
  for (const who of PRINCIPALS) seen.push(letter(await ask(await app.as(who))))
  return seen.join('')
}

/** Our own routes that replace Payload's create and allow more callers. */
const OWN_CREATE: Partial<Record<GovernedCollection, Rule>> = {
  visitors: { ...rulesOf('visitors').create, 'key:booking': true },
  participants: { ...rulesOf('participants').create, 'key:booking': true },
}

describe.each(SLUGS)('%s', (slug) => {
  const rules = rulesOf(slug)

  test('is read, made, changed and deleted by whom the table names', async () => {
    expect(await tried((client) => client.get(`/${slug}`))).toBe(expected(rules.read))
    expect(await tried((client) => client.get(`/${slug}/count`))).toBe(expected(rules.read))
    expect(await tried((client) => client.get(`/${slug}/${UNKNOWN}`))).toBe(expected(rules.read))
    expect(await tried((client) => client.post(`/${slug}`, {}))).toBe(expected(OWN_CREATE[slug] ?? rules.create))
    // Callers who may change only some rows are refused all others.
    expect(await tried((client) => client.patch(`/${slug}/${UNKNOWN}`, {}))).toBe(
      PRINCIPALS.map((who) => (who === 'anonymous' ? '.' : rules.update[who] === true ? 'y' : 'n')).join(''),
    )
    expect(await tried((client) => client.patch(`/${slug}?where[id][equals]=${UNKNOWN}`, {}))).toBe(
      expected(rules.update),
    )
    // Participants are only cancelled, never deleted, so the route refuses everybody for another reason than access.
    expect(await tried((client) => client.delete(`/${slug}/${UNKNOWN}`))).toBe(
      slug === 'participants' ? '.yyyyy' : expected(rules.delete),
    )
  })

  test('shows nobody a field that the table withholds, nor lets them ask about it', async () => {
    for (const [name, { read }] of Object.entries(rules.fields)) {
      if (!read) continue
      const nobody = Object.keys(read).length === 0
      for (const who of PRINCIPALS.filter((one) => rules.read[one])) {
        const client = await app.as(who)
        const shown = read[who] !== undefined
        const paths = [
          `/${slug}/${ids[slug]}`,
          `/${slug}?select[${name}]=true`,
          `/${slug}/${ids[slug]}?select[${name}]=true&select[id]=true`,
        ]
        for (const path of paths) {
          const { body } = await client.get<{ docs?: Record<string, unknown>[] } & Record<string, unknown>>(path)
          const found = (body.docs?.[0] ?? body)[name]
          if (nobody) expect([who, path, found]).toEqual([who, path, undefined])
          else if (!shown) expect([who, path, found ?? null]).toEqual([who, path, null])
        }
        for (const path of [
          `/${slug}?where[${name}][exists]=true`,
          `/${slug}/count?where[${name}][exists]=true`,
          `/${slug}?where[or][0][and][0][${name}][exists]=true`,
          `/${slug}?sort=-${name}`,
        ]) {
          const { status } = await client.get(path)
          expect([who, path, shown ? status === 200 : status === 400 || status === 403]).toEqual([who, path, true])
        }
      }
    }
  })

  test('takes no value of a field that the table fixes, from nobody', async () => {
    const table = slug.replaceAll('-', '_')
    const row = async () =>
      JSON.stringify(
        (await app.pool.query(`SELECT to_jsonb(t) - 'updated_at' AS row FROM ${table} t WHERE id = $1`, [ids[slug]]))
          .rows,
      )
    const fixed = Object.entries(rules.fields).filter(([, { update }]) => update && Object.keys(update).length === 0)
    // A row inserted with plain SQL lacks derived values until its first change.
    if (fixed.length > 0) await (await app.as('administrator')).patch(`/${slug}/${ids[slug]}`, {})
    const before = await row()
    for (const who of PRINCIPALS.filter((one) => rules.update[one] === true)) {
      for (const [name] of fixed) {
        for (const value of ['2020-01-01', 99, { relationTo: 'users', value: 'x' }, UNKNOWN]) {
          await (await app.as(who)).patch(`/${slug}/${ids[slug]}`, { [name]: value })
        }
      }
      expect([who, await row()]).toEqual([who, before])
    }
  })
})

describe('a field that only some of those may change who change the record', () => {
  const partly = SLUGS.flatMap((slug) =>
    Object.entries(rulesOf(slug).fields).flatMap(([name, { update }]) =>
      update && Object.keys(update).length > 0 ? [[slug, name, update] as const] : [],
    ),
  )
  const OTHER: Record<string, unknown> = { email: 'somebody-else@example.org', role: 'administrator', blocked: true }

  test.each(partly)('%s.%s keeps its value from everybody else', async (slug, name, update) => {
    const table = slug.replaceAll('-', '_')
    for (const who of PRINCIPALS.filter((one) => rulesOf(slug).update[one] && !update[one])) {
      const client = await app.as(who)
      const id = rulesOf(slug).update[who] === 'self' ? client.id : ids[slug]
      const value = async () =>
        (await app.pool.query(`SELECT ${name} AS value FROM ${table} WHERE id = $1`, [id])).rows[0].value
      const before = await value()
      expect([who, name, OTHER[name] === undefined || before === OTHER[name]]).toEqual([who, name, false])
      for (const path of [`/${slug}/${id}`, `/${slug}?where[id][equals]=${id}`])
        expect((await client.patch(path, { [name]: OTHER[name] })).status).toBeLessThan(500)
      expect([who, name, await value()]).toEqual([who, name, before])
    }
  })
})

test('every collection of the product is in the table', async () => {
  const slugs = app.payload.config.collections.map(({ slug }) => slug).filter((slug) => !slug.startsWith('payload-'))
  expect(slugs.sort()).toEqual([...SLUGS].sort())
})

describe('routes of our own', () => {
  // Telegram authenticates with its own secret.
  const known = routes.filter(({ path }) => path !== '/telegram/webhook')
  test.each(known.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    const path = route.path.replace(/:\w+/g, UNKNOWN)
    const seen: string[] = []
    for (const who of PRINCIPALS) {
      const { headers } = await app.as(who)
      const stop = new AbortController()
      const answer = await fetch(`${app.url}${path}`, {
        method: route.method.toUpperCase(),
        headers: { ...headers, 'content-type': 'application/json' },
        body: route.method === 'get' ? undefined : '{}',
        signal: stop.signal,
      })
      const stream = answer.headers.get('content-type')?.startsWith('text/event-stream')
      const body =
        stream || !answer.headers.get('content-type')?.includes('json')
          ? {}
          : ((await answer.json()) as Record<string, unknown>)
      stop.abort()
      seen.push(letter({ status: answer.status, body, headers: answer.headers }))
    }
    const { allow } = route
    const wanted = PRINCIPALS.map((who) => {
      const caller = exampleCaller(who)
      return allow === true ? 'y' : caller === null ? '.' : allow(caller) ? 'y' : 'n'
    })
    expect(seen.join('')).toBe(wanted.join(''))
  })

  test.each(COLUMNS)('the column %s of an export', async (column) => {
    const wanted = PRINCIPALS.map((who) => {
      const caller = exampleCaller(who)
      return caller === null ? '.' : mayExport(caller, column) ? 'y' : 'n'
    })
    expect(await tried((client) => client.get(`/exports/participants?format=json&columns=${column}`))).toBe(
      wanted.join(''),
    )
  })
})

describe('what is smuggled into a body', () => {
  test('makes nobody more than they are', async () => {
    for (const who of ['viewer', 'coordinator'] as const) {
      const client = await app.as(who)
      const smuggled = {
        role: 'administrator',
        sessions: [],
        loginAttempts: 0,
        lockUntil: null,
        hash: 'x',
        salt: 'x',
        resetPasswordToken: 'x',
        apiKey: 'x',
        enableAPIKey: true,
      }
      for (const [name, value] of Object.entries(smuggled))
        await client.patch(`/users/${client.id}`, { [name]: value, name: who })
      const { rows } = await app.pool.query('SELECT role, hash, salt, reset_password_token FROM users WHERE id = $1', [
        client.id,
      ])
      expect(rows[0]).toMatchObject({ role: who, reset_password_token: null })
      expect([rows[0].hash, rows[0].salt]).not.toContain('x')
      expect((await client.get('/users/me')).body).toMatchObject({ user: { role: who } })
    }
  })

  test('sets no counter, no booker and no hash', async () => {
    const coordinator = await app.as('coordinator')
    const smuggled = {
      archivedAt: '2020-01-01T00:00:00Z',
      deletedAt: '2020-01-01T00:00:00Z',
      lastDate: '2020-01-01',
      expandedUntil: '2099-01-01',
    }
    expect((await coordinator.post('/events', eventBody({ ids } as never, smuggled))).status).toBe(400)
    const event = await coordinator.post<{ doc: { id: string } }>(
      '/events',
      eventBody({ ids } as never, { archivedAt: null, deletedAt: null, lastDate: null, expandedUntil: null }),
    )
    expect(event.status).toBe(201)
    const { rows: events } = await app.pool.query(
      'SELECT archived_at, deleted_at, last_date FROM events WHERE id = $1',
      [event.body.doc.id],
    )
    expect(events[0]).toEqual({ archived_at: null, deleted_at: null, last_date: '2026-12-10' })
    const occurrence = (
      await app.pool.query(`SELECT id FROM occurrences WHERE event_id = $1 ORDER BY starts_at LIMIT 1`, [
        event.body.doc.id,
      ])
    ).rows[0].id
    const booked = await coordinator.post<{ doc: { id: string } }>('/participants', {
      visitor: ids.visitors,
      occurrence,
      source: 'bot',
      bookedBy: { relationTo: 'volunteers', value: ids.volunteers },
      bookedAt: '2020-01-01T00:00:00Z',
    })
    const { rows } = await app.pool.query(
      'SELECT source, booked_by_value, booked_at FROM participants WHERE occurrence_id = $1',
      [occurrence],
    )
    expect([booked.status, rows[0]?.source ?? 'none']).not.toContain('bot')
    if (rows[0]) expect(rows[0]).toMatchObject({ booked_by_value: coordinator.id })
    const administrator = await app.as('administrator')
    const key = await administrator.post<{ id?: string; doc?: { id: string } }>('/integrations', {
      name: 'Сайт',
      keyHash: 'smuggled',
      prefix: 'smuggled',
    })
    const stored = await app.pool.query(
      `SELECT count(*)::int AS found FROM integrations WHERE key_hash = 'smuggled' OR prefix = 'smuggled'`,
    )
    expect([key.status < 500, stored.rows[0].found]).toEqual([true, 0])
  })

  test.each(['places', 'services', 'visitors', 'volunteers'])(
    'a field that %s does not have is refused by name',
    async (slug) => {
      const administrator = await app.as('administrator')
      const { status, body } = await administrator.patch(`/${slug}/${ids[slug]}`, { colour: 'red' })
      expect(status).toBe(400)
      expect(body).toMatchObject({ errors: [{ data: { code: 'VALIDATION', errors: [{ path: 'colour' }] } }] })
    },
  )
})

describe('what is related', () => {
  test('comes with a record only as far as its own collection is read', async () => {
    await app.pool.query('UPDATE visitors SET photo_id = $1 WHERE id = $2', [ids.media, ids.visitors])
    const found = async (who: (typeof PRINCIPALS)[number], path: string) =>
      JSON.stringify((await (await app.as(who)).get(path)).body)
    for (const path of [
      '/participants?depth=3',
      `/participants/${ids.participants}?depth=3`,
      '/participants?depth=3&populate[visitors][phone]=true&populate[visitors][comment]=true',
      '/visitors?depth=3',
    ]) {
      const viewer = await found('viewer', path)
      expect([path, /79161234567|тихий|у окна|a\.webp/.exec(viewer)?.[0] ?? null]).toEqual([path, null])
      expect([path, (await found('coordinator', path)).includes('79161234567')]).toEqual([path, true])
    }
    await app.pool.query(
      `UPDATE participants SET booked_by_relation_to = 'integrations', booked_by_value = $1 WHERE id = $2`,
      [(await app.as('key:booking')).id, ids.participants],
    )
    const own = await found('key:booking', '/participants?depth=3')
    expect(own).toContain(ids.participants)
    expect(own).not.toMatch(/Иванов|79161234567|тихий/)
    expect(JSON.parse(await found('key:booking', '/participants?depth=3'))).toMatchObject({ totalDocs: 1 })
    expect(JSON.parse(await found('coordinator', '/users?depth=3'))).toMatchObject({ totalDocs: 1 })
  })

  test.each([
    'where[visitor.phone][like]=7',
    'where[visitor.comment][exists]=true',
    'sort=visitor.phone',
    'where[visitor.photo.filename][exists]=true',
  ])('does not answer a viewer who asks %s', async (query) => {
    expect((await (await app.as('viewer')).get(`/participants?${query}`)).status).toBe(403)
  })
})
