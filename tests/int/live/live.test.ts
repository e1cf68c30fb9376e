import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventMaker, occurrencesOf } from '../../factories/events'
import { makeVisitor } from '../../factories/schedule'
import { type App, type Client, startApp } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const somebody = async (index: number): Promise<Pick<Client, 'headers'>> => {
  const account = { email: `watcher-${index}@example.org`, password: 'correct horse battery staple' }
  await app.payload.create({ collection: 'users', data: { ...account, name: 'К', role: 'viewer' } })
  const { token } = await app.payload.login({ collection: 'users', data: account })
  return { headers: { authorization: `JWT ${token}` } }
}

type Stream = { heard: string[]; ended: Promise<void>; leave: () => void }
const open: Stream[] = []
afterEach(() => open.splice(0).forEach(({ leave }) => leave()))

/** The events of a stream as they arrive: `refresh` by name, changes by their data. */
const listen = async (query = '', { headers }: Pick<Client, 'headers'> = make.admin): Promise<Stream> => {
  const gone = new AbortController()
  const response = await fetch(`${app.url}/live${query}`, { headers, signal: gone.signal })
  if (response.status !== 200 || !response.body)
    throw new Error(`/live answered ${response.status}: ${await response.text()}`)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const heard: string[] = []
  const read = async (body: ReadableStream<Uint8Array>) => {
    let text = ''
    for await (const chunk of body.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        if (event.startsWith('event: refresh')) heard.push('refresh')
        else if (event.startsWith('data: ')) heard.push(event.slice(6))
      }
    }
  }
  const stream = { heard, ended: read(response.body).catch(() => undefined), leave: () => gone.abort() }
  open.push(stream)
  await expect.poll(() => heard).toContain('refresh')
  heard.length = 0
  return stream
}

const listening = async (): Promise<number[]> =>
  (
    await app.pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
        AND query IN ('LISTEN pristan_changes', 'SELECT 1') AND pid <> pg_backend_pid()`,
    )
  ).rows.map(({ pid }) => pid)

describe('the stream of changes', () => {
  test('is for users of the panel only', async () => {
    const ask = async (who: 'anonymous' | 'key:booking' | 'viewer') =>
      (await (await app.as(who)).get('/live?seconds=0')).status
    expect([await ask('anonymous'), await ask('key:booking'), await ask('viewer')]).toEqual([401, 403, 200])
  })

  test('tells of a booking once, by the id of its occurrence, and of nothing else', async () => {
    const event = await make.create({})
    const [occurrence] = await occurrencesOf(app, event.id)
    const visitor = await makeVisitor(app.pool)
    const [one, two] = [await listen(), await listen()]
    const booked = await make.admin.post('/bookings', { visitor, occurrence: occurrence?.id })
    expect(booked.status).toBe(201)
    const told = JSON.stringify({ topic: 'participants', id: null, occurrence: occurrence?.id })
    await expect.poll(() => one.heard).toEqual([told])
    await expect.poll(() => two.heard).toEqual([told])
    await sleep(100)
    expect(one.heard).toEqual([told])
    expect(await listening()).toHaveLength(1)
  })

  test('tells of what plain SQL changes, and of thousands of rows in one word', async () => {
    const event = await make.create({})
    const [occurrence] = await occurrencesOf(app, event.id)
    const { heard } = await listen()
    await app.pool.query('UPDATE occurrences SET capacity = capacity - 1 WHERE id = $1', [occurrence?.id])
    await app.pool.query('UPDATE event_days SET capacity = capacity + 1 WHERE event_id = $1', [event.id])
    await app.pool.query('UPDATE occurrences SET edited = edited')
    await app.pool.query('UPDATE participants SET comment = comment WHERE false')
    await app.pool.query(
      `INSERT INTO messages (kind, recipient_kind, payload, status) VALUES ('test', 'volunteers', '{}', 'pending')`,
    )
    await app.pool.query(`UPDATE messages SET status = 'failed' WHERE kind = 'test'`)
    const { rows } = await app.pool.query<{ id: string }>(`SELECT id FROM messages WHERE kind = 'test'`)
    await expect.poll(() => heard.length).toBe(4)
    expect(heard.map((text) => JSON.parse(text) as unknown)).toEqual([
      { topic: 'occurrences', id: occurrence?.id },
      { topic: 'events', id: event.id },
      { topic: 'occurrences', id: null },
      { topic: 'messages', id: rows[0]?.id },
    ])
  })

  test('says that changes may have been missed when the database was away, and goes on', async () => {
    const event = await make.create({})
    const [occurrence] = await occurrencesOf(app, event.id)
    const { heard } = await listen()
    const [pid] = await listening()
    await app.pool.query('SELECT pg_terminate_backend($1)', [pid])
    await expect.poll(() => heard).toEqual(['refresh'])
    await app.pool.query('UPDATE occurrences SET capacity = capacity - 1 WHERE id = $1', [occurrence?.id])
    await expect.poll(() => heard.at(-1)).toBe(JSON.stringify({ topic: 'occurrences', id: occurrence?.id }))
  })

  test('ends after the time it was asked for, and leaves no connection behind', async () => {
    const short = await listen('?seconds=1')
    await short.ended
    const other = await listen()
    other.leave()
    await other.ended
    await expect.poll(listening).toEqual([])
  })

  test('has room for two hundred, and room again when they have left', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, (_, index) => somebody(index)))
    const many = await Promise.all(people.flatMap((one) => Array.from({ length: 20 }, () => listen('', one))))
    expect((await make.admin.get('/live?seconds=0')).status).toBe(409)
    expect(await listening()).toHaveLength(1)
    many.forEach(({ leave }) => leave())
    await Promise.all(many.map(({ ended }) => ended))
    await expect.poll(async () => (await make.admin.get('/live?seconds=0')).status).toBe(200)
  })
})
