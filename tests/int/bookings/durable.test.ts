import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor } from '../../factories/schedule'
import { startApp, type App } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'

let app: App

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T07:00:00Z' })
})
afterAll(() => app.close())

it('answers a booking only when the disk has it, although the locks are let go before', async () => {
  const [key, place, service] = [await app.as('key:booking'), await makePlace(app.pool), await makeService(app.pool)]
  const made = await makeEvent(app.pool, {
    place,
    dates: ['2026-12-02'],
    capacity: 60,
    lines: [{ service, startTime: '12:00', endTime: '13:00', capacity: 60 }],
  })
  const occurrence = made.occurrences[0]?.[0]
  const visitors = await Promise.all(Array.from({ length: 40 }, () => makeVisitor(app.pool)))
  const superuser = new pg.Client({
    connectionString: urlOf(inject('adminUrl'), new URL(app.pool.options.connectionString ?? '').pathname.slice(1)),
  })
  await superuser.connect()
  await superuser.query('CREATE EXTENSION pageinspect')
  // Looks at the page of the booking, not at the end of the log, because other tests write to the log too.
  const onDisk = async (id: string | undefined): Promise<boolean | undefined> =>
    (
      await superuser.query<{ safe: boolean }>(
        `SELECT (page_header(get_raw_page('participants', (ctid::text::point)[0]::bigint))).lsn <=
          pg_current_wal_flush_lsn() AS safe FROM participants WHERE id = $1`,
        [id],
      )
    ).rows[0]?.safe
  const seen: unknown[] = []
  for (const [index, visitor] of visitors.entries()) {
    const { status, body } = await key.post<{ participants: { id: string }[] }>(
      '/bookings',
      { visitor, occurrence },
      { 'idempotency-key': String(index) },
    )
    seen.push([status, await onDisk(body.participants[0]?.id)])
  }
  await superuser.end()
  expect(seen).toEqual(visitors.map(() => [201, true]))
})
