import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localDate } from '@/domain/time/zone'
import { violations } from '../factories/invariants'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { randomFrom } from '../bot/robot'
import { freePort, ready, run, startDatabase, stopAll, type Running } from '../system/service'
import { Ledger, workAtTheDoor } from './ledger'
import { LONG, SEED, timeUntil } from './stage'
import { startTcpProxy, type TcpProxy } from './tcp'

const BACK_MS = LONG ? 5_000 : 20_000

let database: Awaited<ReturnType<typeof startDatabase>>
let network: TcpProxy
let web: Running
let url: string
let port: number
let token: string
let pool: pg.Pool

beforeAll(async () => {
  database = await startDatabase()
  network = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(database.server.url).port) })
  const through = new URL(database.server.url)
  through.port = String(network.port)
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  web = run('web', 'web', { ...database.environment, DATABASE_URL: through.toString(), PORT: String(port) })
  await ready(url, 400_000)
  pool = new pg.Pool({ connectionString: database.server.url, max: 2 })
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.org', password: database.adminPassword }),
  })
  token = ((await login.json()) as { token: string }).token
})
afterAll(async () => {
  await pool?.end()
  await stopAll([web])
  await network.close()
  await database.close()
})

const get = async (path: string, milliseconds = 20_000): Promise<number> => {
  const response = await fetch(`${url}/api${path}`, {
    headers: { authorization: `JWT ${token}` },
    signal: AbortSignal.timeout(milliseconds),
  })
  await response.arrayBuffer()
  return response.status
}
const answers = (path = '/places?limit=1'): Promise<boolean> =>
  get(path, 2_000).then(
    (status) => status === 200,
    () => false,
  )

test('a database behind a slow network is slow and nothing else; one behind a network that went silent is away, and back with the network', async () => {
  console.log(`seed ${SEED}`)
  const service = await makeService(pool)
  const lines = Array.from({ length: 6 }, (_, index) => ({
    service,
    startTime: `${String(8 + index).padStart(2, '0')}:00`,
    endTime: `${String(9 + index).padStart(2, '0')}:00`,
    capacity: 10,
  }))
  const { occurrences } = await makeEvent(pool, {
    place: await makePlace(pool),
    dates: [localDate(new Date(), 'Europe/Moscow')],
    capacity: 40,
    lines,
  })
  // Whoever comes last finds a place for sure: the doors may have filled all of the lines above.
  const spare = await makeEvent(pool, {
    place: await makePlace(pool),
    dates: [localDate(new Date(), 'Europe/Moscow')],
    capacity: 10,
    lines: [{ service, startTime: '08:00', endTime: '09:00', capacity: 10 }],
  })
  const people = await makeVisitors(pool, 40)
  const ledger = new Ledger()
  const stop = new AbortController()
  const random = randomFrom(SEED)
  const doors = Array.from({ length: 4 }, (_, index) =>
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

  network.set('slow')
  const before = ledger.acknowledged
  await sleep(LONG ? 20_000 : 3_000)
  expect(ledger.acknowledged).toBeGreaterThan(before)
  expect(await get('/places?limit=1')).toBe(200)

  network.set('silent')
  await timeUntil(
    'readiness says that the database is away',
    async () => (await fetch(`${url}/api/health/ready`)).status === 503,
    15_000,
  )
  await sleep(LONG ? 30_000 : 4_000)
  network.set('pass')
  const back = await timeUntil('the API answers again', () => answers())
  // Somebody new, beside those who still wait for what they asked into the silence.
  const [visitor = ''] = await makeVisitors(pool, 1)
  const books = await timeUntil('somebody who comes now is booked', async () => {
    const answer = await fetch(`${url}/api/bookings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `JWT ${token}` },
      body: JSON.stringify({ visitor, occurrence: spare.occurrences.flat()[0] }),
      signal: AbortSignal.timeout(2_000),
    }).catch(() => null)
    const booked = answer?.status === 201 ? ((await answer.json()) as { participants: { id: string }[] }) : null
    if (booked) ledger.booked(booked.participants[0]?.id ?? '')
    return booked !== null
  })
  const booking = ledger.acknowledged
  const waited = await timeUntil('those who waited go on', async () => ledger.acknowledged > booking)
  await sleep(1_000)
  stop.abort()
  await Promise.all(doors)
  console.log(
    `the API was back after ${(back / 1000).toFixed(2)} s, bookings ${(books / 1000).toFixed(2)} s later, those ` +
      `who had waited ${(waited / 1000).toFixed(2)} s after that; ${ledger.acknowledged} answers acknowledged, ` +
      `${ledger.again} asked again`,
  )
  expect(await violations(pool)).toEqual([])
  expect(await ledger.differences(pool)).toEqual([])
  expect(back + books + waited).toBeLessThan(BACK_MS)
})

test('two hundred clients that never finish their request keep nobody else waiting, and are sent away', async () => {
  const sockets = Array.from({ length: 200 }, (_, index) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', () => undefined) // sent away
    socket.resume() // or the last word of the server would lie there unread, and its end behind it
    // Half of a header, half of a body, or not a word.
    if (index % 3 === 0) socket.write('GET /api/places HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    if (index % 3 === 1)
      socket.write(
        `POST /api/visitors HTTP/1.1\r\nHost: x\r\nAuthorization: JWT ${token}\r\nContent-Type: ` +
          `application/json\r\nContent-Length: 1000\r\n\r\n{"lastName": "`,
      )
    return socket
  })
  await sleep(500)
  const times: number[] = []
  for (let time = 0; time < 20; time += 1) {
    const since = Date.now()
    expect(await get('/places?limit=1')).toBe(200)
    times.push(Date.now() - since)
  }
  expect(Math.max(...times)).toBeLessThan(5_000)
  if (LONG)
    await timeUntil(
      'those with half a header are sent away',
      async () => sockets.filter((socket, index) => index % 3 === 0 && !socket.destroyed).length === 0,
      60_000,
    )
  for (const socket of sockets) socket.destroy()
  expect(await get('/places?limit=1')).toBe(200)
})
