import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { env } from '@/config/env'
import { readLedger } from '@/machine/ledger'
import { reapplyErasures } from '@/operations/personal-data/reapplyErasures'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'
import { makePhoto, NOW, rowsOf, setTheScene, tablesWith } from './world'

let app: App
let admin: Client
let staff: Client
let occurrences: string[]
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  occurrences = (await setTheScene(app)).occurrences
})
afterAll(() => app.close())

/** Names, phones and words that occur only with these people. */
const WORDS = ['Стираемцев', 'Стираемцова', '+79165550101', '+79165550102', 'хромает на левую', 'спит в углу']

const pairOfRecords = async (): Promise<{ one: string; two: string; merge: string }> => {
  const make = async (fields: object): Promise<string> =>
    (
      await staff.post<{ doc: { id: string } }>('/visitors', {
        status: 'registered',
        allowDuplicate: true,
        consent: { givenAt: NOW },
        ...fields,
      })
    ).body.doc.id
  const one = await make({
    lastName: 'Стираемцев',
    firstName: 'Пётр',
    phone: '+79165550101',
    comment: 'хромает на левую',
    photo: await makePhoto(app, staff, 10),
  })
  const two = await make({
    lastName: 'Стираемцова',
    firstName: 'Петра',
    phone: '+79165550102',
    photo: await makePhoto(app, staff, 20),
  })
  for (const visitor of [one, two])
    await staff.post('/bookings', { visitor, occurrence: occurrences[4], comment: 'спит в углу' })
  const merged = await admin.post<{ id: string }>(`/visitors/${one}/merge`, { other: two, take: { phone: 'other' } })
  expect(merged.status).toBe(200)
  return { one, two, merge: merged.body.id }
}

const erase = (id: string) =>
  admin.post<{ id: string; counts: Record<string, number> }>(`/visitors/${id}/erase`, { confirm: true })

/** Saves every table. Returns a function that brings the data back, as restoring a backup does. */
const keepBackup = async (): Promise<() => Promise<void>> => {
  const database = new URL(env().databaseUrl ?? '').pathname.slice(1)
  const superuser = new pg.Client({ connectionString: urlOf(inject('adminUrl'), database) })
  await superuser.connect()
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'payload_migrations'`,
  )
  await superuser.query('CREATE SCHEMA older')
  for (const { name } of rows) await superuser.query(`CREATE TABLE older.${name} AS SELECT * FROM public.${name}`)
  return async () => {
    await superuser.query('SET session_replication_role = replica')
    for (const { name } of rows) {
      await superuser.query(`DELETE FROM public.${name}`)
      await superuser.query(`INSERT INTO public.${name} SELECT * FROM older.${name}`)
    }
    await superuser.query('DROP SCHEMA older CASCADE')
    await superuser.end()
  }
}

describe('erasing somebody who was two records', () => {
  test('leaves nothing of either in any table, with a line of the ledger for each', async () => {
    const { one, two, merge } = await pairOfRecords()
    expect(await tablesWith(app, WORDS)).toEqual(expect.arrayContaining(['visitors', 'merges']))
    // The request names the merged record, not the survivor.
    const erased = await erase(two)
    expect(erased.body).toMatchObject({ id: one, counts: { photos: 2, keys: 2, merges: 1 } })
    expect(await tablesWith(app, WORDS)).toEqual([])
    expect((await app.pool.query('SELECT count(*)::int AS photos FROM media')).rows).toEqual([{ photos: 0 }])
    const lines = readLedger<{ visitor: string }>(env().erasureLedger).map(({ visitor }) => visitor)
    expect(lines).toEqual(expect.arrayContaining([one, two]))
    expect(codeOf(await admin.post(`/merges/${merge}/undo`))).toBe('MERGE_CONFLICT')
    expect(codeOf(await staff.post('/bookings', { visitor: two, occurrence: occurrences[6] }))).toBe(
      'VISITOR_NOT_FOUND',
    )
    expect((await erase(two)).body).toEqual(erased.body)
  })

  test('brings neither back with a backup from before the merge, nor with one from after it', async () => {
    const { one, two, merge } = await pairOfRecords()
    const restoreMerged = await keepBackup()
    await erase(one)
    await restoreMerged()
    expect(await tablesWith(app, WORDS)).toContain('visitors')
    expect(await reapplyErasures(app.payload, new Date(NOW))).toMatchObject({ erased: 2, unbroken: true })
    expect(await tablesWith(app, WORDS)).toEqual([])

    const again = await pairOfRecords()
    await admin.post(`/merges/${again.merge}/undo`)
    const restoreApart = await keepBackup()
    expect((await admin.post(`/visitors/${again.one}/merge`, { other: again.two })).status).toBe(200)
    await erase(again.two)
    await restoreApart()
    expect(await reapplyErasures(app.payload, new Date(NOW))).toMatchObject({ erased: 2 })
    expect(await tablesWith(app, WORDS)).toEqual([])
    expect([one, two, merge]).toHaveLength(3)
  })

  test('erases only the one who asked when the backup has as one who were told apart since', async () => {
    const { one, two, merge } = await pairOfRecords()
    const restoreMerged = await keepBackup()
    await admin.post(`/merges/${merge}/undo`)
    await erase(one)
    const before = await rowsOf(app, [two])
    await restoreMerged()
    const later = new Date('2027-03-01T09:00:00Z')
    expect(await reapplyErasures(app.payload, later)).toMatchObject({ erased: 1 })
    const after = await rowsOf(app, [one, two])
    expect(after.people.get(one)).toMatchObject({ full_name: 'Стёрто', phone: null, photo_id: null })
    expect(after.people.get(two)).toEqual(before.people.get(two))
    expect(after.bookings.filter(({ visitor_id }) => visitor_id === two)).toEqual(before.bookings)
    await erase(two)
  })

  test('what is held about a person comes from both records', async () => {
    const { one, two } = await pairOfRecords()
    const held = (
      await admin.get<{
        visitor: { id: string }
        merged: { id: string; phone: string; photo: { type: string } | null; bookings: object[] }[]
        log: { about: object | null }[]
      }>(`/visitors/${two}/personal-data`)
    ).body
    expect(held.visitor.id).toBe(one)
    expect(held.merged).toEqual([
      expect.objectContaining({
        id: two,
        phone: '+79165550101',
        photo: expect.objectContaining({ type: 'image/webp' }),
      }),
    ])
    expect(held.merged[0]?.bookings).toHaveLength(1)
    expect(JSON.stringify(held.log)).toContain('Стираемцова')
    expect(JSON.stringify(held.log)).toContain('Стираемцев')
    await erase(one)
  })
})
