import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase } from '../helpers/database'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors, type MadeEvent } from '../factories/schedule'
import { violations } from '../factories/invariants'

/** Guards against plain SQL, as typed in psql: only the database is involved, none of our code. */
let pool: Pool
let close: () => Promise<void>
let shower: string
let laundry: string
let place: string
let made: MadeEvent

beforeAll(async () => {
  const database = await createDatabase()
  ;({ pool } = database)
  close = database.drop
  place = await makePlace(pool)
  shower = await makeService(pool, { title: 'Душ' })
  laundry = await makeService(pool, { title: 'Стирка', allowOverlap: true })
})

afterAll(async () => {
  expect(await violations(pool)).toEqual([])
  await close()
})

beforeEach(async () => {
  made = await makeEvent(pool, {
    place,
    dates: ['2026-12-01'],
    capacity: 3,
    lines: [
      { service: shower, startTime: '10:00', endTime: '11:00', capacity: 2 },
      { service: laundry, startTime: '10:00', endTime: '12:00', capacity: 3 },
    ],
  })
})

const insert = (visitor: string, occurrence: string, status = 'expected') =>
  pool.query<{ id: string }>(
    'INSERT INTO participants (visitor_id, occurrence_id, status) VALUES ($1, $2, $3) RETURNING id',
    [visitor, occurrence, status],
  )

const at = (line: number) => made.occurrences[0]?.[line] ?? ''
const counts = async () => {
  const occurrences = await pool.query('SELECT participants FROM occurrences WHERE event_id = $1 ORDER BY capacity', [
    made.event,
  ])
  const day = await pool.query('SELECT participants FROM event_days WHERE event_id = $1', [made.event])
  return [...occurrences.rows, ...day.rows].map(({ participants }) => participants as number)
}

describe('plain SQL', () => {
  it('is refused over the capacity of an occurrence', async () => {
    for (const visitor of await makeVisitors(pool, 2)) await insert(visitor, at(0))
    await expect(insert(await makeVisitor(pool), at(0))).rejects.toMatchObject({
      code: 'PR409',
      message: 'OCCURRENCE_FULL',
    })
    expect(await counts()).toEqual([2, 0, 2])
  })

  it('is refused over the capacity of the day, counted by people', async () => {
    const [a, b, c, d] = (await makeVisitors(pool, 4)) as [string, string, string, string]
    await insert(a, at(0))
    await insert(a, at(1))
    await insert(b, at(1))
    expect(await counts()).toEqual([1, 2, 2])
    await insert(c, at(1))
    await expect(insert(d, at(0))).rejects.toMatchObject({ message: 'EVENT_FULL' })
    await insert(b, at(0))
    expect(await counts()).toEqual([2, 3, 3])
  })

  it('counts one statement of many rows row by row', async () => {
    const visitors = await makeVisitors(pool, 4)
    const all = pool.query('INSERT INTO participants (visitor_id, occurrence_id) SELECT unnest($1::uuid[]), $2', [
      visitors,
      at(1),
    ])
    await expect(all).rejects.toMatchObject({ message: 'OCCURRENCE_FULL' })
    await pool.query(
      'INSERT INTO participants (visitor_id, occurrence_id) SELECT unnest($1::uuid[]), unnest($2::uuid[])',
      [
        [visitors[0], visitors[0]],
        [at(0), at(1)],
      ],
    )
    expect(await counts()).toEqual([1, 1, 1])
  })

  it('is refused for the same visitor twice on one occurrence', async () => {
    const visitor = await makeVisitor(pool)
    await insert(visitor, at(0))
    await expect(insert(visitor, at(0))).rejects.toMatchObject({
      code: '23505',
      constraint: 'participants_one_per_visitor',
    })
    expect(await counts()).toEqual([1, 0, 1])
  })

  it('frees a place once: cancelled twice, deleted after', async () => {
    const visitor = await makeVisitor(pool)
    const { rows } = await insert(visitor, at(0))
    await insert(visitor, at(1))
    const cancel = () => pool.query(`UPDATE participants SET status = 'cancelled' WHERE id = $1`, [rows[0]?.id])
    await cancel()
    expect(await counts()).toEqual([0, 1, 1])
    await cancel()
    await pool.query('DELETE FROM participants WHERE id = $1', [rows[0]?.id])
    expect(await counts()).toEqual([0, 1, 1])
    await pool.query('DELETE FROM participants WHERE visitor_id = $1', [visitor])
    expect(await counts()).toEqual([0, 0, 0])
  })

  it('keeps the place through every mark and takes it again when a cancelled one comes back', async () => {
    const visitor = await makeVisitor(pool)
    const { rows } = await insert(visitor, at(0))
    for (const status of ['attended', 'noShow', 'expected']) {
      await pool.query('UPDATE participants SET status = $2 WHERE id = $1', [rows[0]?.id, status])
      expect(await counts()).toEqual([1, 0, 1])
    }
    await pool.query(`UPDATE participants SET status = 'cancelled' WHERE id = $1`, [rows[0]?.id])
    for (const other of await makeVisitors(pool, 2)) await insert(other, at(0))
    await expect(
      pool.query(`UPDATE participants SET status = 'expected' WHERE id = $1`, [rows[0]?.id]),
    ).rejects.toMatchObject({ message: 'OCCURRENCE_FULL' })
  })

  it('is refused when capacity goes below what is booked, of the occurrence and of the day', async () => {
    for (const visitor of await makeVisitors(pool, 2)) await insert(visitor, at(0))
    await expect(pool.query('UPDATE occurrences SET capacity = 1 WHERE id = $1', [at(0)])).rejects.toMatchObject({
      message: 'CAPACITY_BELOW_PARTICIPANTS',
    })
    await pool.query('DELETE FROM occurrences WHERE id = $1', [at(1)])
    await expect(
      pool.query('UPDATE event_days SET capacity = 1 WHERE event_id = $1', [made.event]),
    ).rejects.toMatchObject({ message: expect.stringMatching(/^CAPACITY_(BELOW_PARTICIPANTS|ABOVE_EVENT)$/) })
  })

  it('is refused when a service gets more places than its event, from either side', async () => {
    await expect(pool.query('UPDATE occurrences SET capacity = 4 WHERE id = $1', [at(1)])).rejects.toMatchObject({
      message: 'CAPACITY_ABOVE_EVENT',
    })
    await expect(
      pool.query('UPDATE event_days SET capacity = 2 WHERE event_id = $1', [made.event]),
    ).rejects.toMatchObject({ message: 'CAPACITY_ABOVE_EVENT' })
    await expect(
      pool.query('UPDATE events_services SET capacity = 4 WHERE _parent_id = $1', [made.event]),
    ).rejects.toMatchObject({ message: 'CAPACITY_ABOVE_EVENT' })
    await expect(pool.query('UPDATE events SET capacity = 2 WHERE id = $1', [made.event])).rejects.toMatchObject({
      message: 'CAPACITY_ABOVE_EVENT',
    })
  })

  it('can change both sides in one transaction with the check at its end', async () => {
    const client = await pool.connect()
    await client.query('BEGIN')
    await client.query('SET CONSTRAINTS ALL DEFERRED')
    await client.query('UPDATE event_days SET capacity = 1 WHERE event_id = $1', [made.event])
    await client.query('UPDATE occurrences SET capacity = 1 WHERE event_id = $1', [made.event])
    await client.query('COMMIT')
    client.release()
    const { rows } = await pool.query('SELECT capacity FROM occurrences WHERE event_id = $1', [made.event])
    expect(rows).toEqual([{ capacity: 1 }, { capacity: 1 }])
  })

  it('can’t set the counters by hand', async () => {
    await insert(await makeVisitor(pool), at(0))
    await pool.query('UPDATE occurrences SET participants = 0 WHERE id = $1', [at(0)])
    await pool.query('UPDATE event_days SET participants = 0 WHERE event_id = $1', [made.event])
    expect(await counts()).toEqual([1, 0, 1])
  })

  it('can’t move a booking to another person or occurrence', async () => {
    const { rows } = await insert(await makeVisitor(pool), at(0))
    await expect(
      pool.query('UPDATE participants SET occurrence_id = $2 WHERE id = $1', [rows[0]?.id, at(1)]),
    ).rejects.toMatchObject({ code: 'PR409' })
    await expect(
      pool.query('UPDATE participants SET visitor_id = $2 WHERE id = $1', [rows[0]?.id, await makeVisitor(pool)]),
    ).rejects.toMatchObject({ code: 'PR409' })
  })

  it('can’t change or delete an audit entry', async () => {
    await pool.query(`INSERT INTO audit_log (at, action, subject, subject_id) VALUES (now(), 'x', 'y', 'z')`)
    await expect(pool.query(`UPDATE audit_log SET action = 'other'`)).rejects.toMatchObject({ code: '42501' })
    await expect(pool.query('DELETE FROM audit_log')).rejects.toMatchObject({ code: '42501' })
  })

  it('can’t name a time zone that PostgreSQL does not know', async () => {
    await expect(makePlace(pool, { timezone: 'Mars/Olympus' })).rejects.toMatchObject({ code: '22023' })
  })
})
