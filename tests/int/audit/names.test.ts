import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { startApp, type App, type Client } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'

let app: App
let admin: Client
let staff: Client
let visitor: string
let participant: string

type Entry = {
  action: string
  subjectId: string
  subjectName: string | null
  actorId: string | null
  actorName: string | null
}
const entries = async (query = 'limit=100'): Promise<Entry[]> =>
  (await admin.get<{ docs: Entry[] }>(`/audit-log?${query}`)).body.docs

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  const { occurrences } = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01'],
    capacity: 10,
    lines: [{ service: await makeService(app.pool), startTime: '10:00', endTime: '18:00', capacity: 10 }],
  })
  visitor = (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Журнальный',
      firstName: 'Фома',
      status: 'registered',
    })
  ).body.doc.id
  participant =
    (await staff.post<{ participants: { id: string }[] }>('/bookings', { visitor, occurrence: occurrences[0]?.[0] }))
      .body.participants[0]?.id ?? ''
})
afterAll(() => app.close())

test('the log names who acted and what it was about, but no visitor', async () => {
  const all = await entries()
  const { rows } = await app.pool.query<{ name: string }>('SELECT name FROM users WHERE id = $1', [staff.id])
  expect(all.find(({ subjectId }) => subjectId === participant)).toMatchObject({
    action: 'participant.booked',
    subjectName: 'День помощи, 01.12.2026',
    actorId: staff.id,
    actorName: rows[0]?.name,
  })
  expect(all.find(({ subjectId }) => subjectId === visitor)).toMatchObject({
    subjectName: null,
    actorName: rows[0]?.name,
  })
  expect(JSON.stringify(all.map(({ subjectName, actorName }) => [subjectName, actorName]))).not.toContain('Журнальный')
})

test('who is gone has no name any more, and the entry stays', async () => {
  const { body } = await admin.post<{ doc: { id: string } }>('/places', {
    title: 'Времянка',
    timezone: 'Europe/Moscow',
  })
  await admin.delete(`/places/${body.doc.id}`)
  const about = await entries(`where[subjectId][equals]=${body.doc.id}`)
  expect(about.length).toBeGreaterThan(1)
  expect(about.map(({ subjectName }) => subjectName)).toEqual(about.map(() => null))
})

test('names cost one statement, for one entry and for twenty', async () => {
  for (let time = 0; time < 20; time += 1) await staff.patch(`/visitors/${visitor}`, { birthYear: 1950 + time })
  const statements = async (limit: number): Promise<number> =>
    (await countStatements(app.payload, () => entries(`limit=${limit}`))).statements
  expect(await statements(20)).toBe(await statements(1))
})
