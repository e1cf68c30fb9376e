import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../factories/invariants'
import { makeVisitor } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'
import { makePhoto, NOW, rowsOf, setTheScene, type Rows } from './world'

let app: App
let admin: Client
let staff: Client
let key: Client
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  key = await app.as('key:booking')
})
afterAll(() => app.close())

type Step =
  | { act: 'book' | 'cancel' | 'attended' | 'noShow' | 'hold'; who: number; slot: number }
  | { act: 'comment'; who: number; slot: number; words: string }
  | { act: 'edit'; who: number; field: 'comment' | 'phone' | 'birthYear' | 'firstName' }
type Take = 'survivor' | 'other' | 'unsaid'

const slot = fc.integer({ min: 0, max: 7 })
const step = (who: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ act: fc.constant('book' as const), who, slot }) },
    { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('attended' as const, 'noShow' as const), who, slot }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('cancel' as const, 'hold' as const), who, slot }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('comment' as const), who, slot, words: fc.constantFrom('а', 'б') }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('edit' as const),
        who,
        field: fc.constantFrom('comment' as const, 'phone' as const, 'birthYear' as const, 'firstName' as const),
      }),
    },
  )
const take = fc.constantFrom<Take>('survivor', 'other', 'unsaid')
const FIELDS = ['lastName', 'firstName', 'birthYear', 'phone', 'cardNumber', 'photo', 'comment', 'consent', 'status']

let unique = 0
const phone = (): string => `+7916${String((unique += 1)).padStart(7, '0')}`

/** Creates two records of one person, and somebody else. */
const newWorld = async () => {
  const { occurrences } = await setTheScene(app)
  const make = async (extra: object): Promise<string> => {
    const answer = await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Зеркалов',
      firstName: 'Пётр',
      status: 'registered',
      allowDuplicate: true,
      ...extra,
    })
    return answer.body.doc.id
  }
  const people = [
    await make({ phone: phone(), photo: await makePhoto(app, staff, unique % 250), consent: { givenAt: NOW } }),
    await make({ firstName: 'Петя', birthYear: 1970, comment: 'хромает', photo: await makePhoto(app, staff, 251) }),
    await makeVisitor(app.pool),
  ]
  return { occurrences, people }
}
type World = Awaited<ReturnType<typeof newWorld>>

const perform = async ({ occurrences, people }: World, one: Step): Promise<void> => {
  const visitor = people[one.who] ?? ''
  if (one.act === 'edit') {
    const value = { comment: `знак ${(unique += 1)}`, phone: phone(), birthYear: 1950, firstName: 'Пётр-Павел' }
    await staff.patch(`/visitors/${visitor}`, { [one.field]: value[one.field], allowDuplicate: true })
    return
  }
  const occurrence = occurrences[one.slot] ?? ''
  if (one.act === 'book') return void (await staff.post('/bookings', { visitor, occurrence }))
  if (one.act === 'hold') return void (await key.post('/holds', { visitor, occurrence }))
  const { rows } = await app.pool.query<{ id: string }>(
    'SELECT id FROM participants WHERE visitor_id = $1 AND occurrence_id = $2',
    [visitor, occurrence],
  )
  const id = rows[0]?.id
  if (id === undefined) return
  if (one.act === 'comment') await staff.patch(`/participants/${id}`, { comment: one.words })
  else if (one.act === 'cancel') await staff.post(`/participants/${id}/cancel`, {})
  else await staff.post('/participants/status', { ids: [id], status: one.act })
}

const WEIGHT = ['cancelled', 'expected', 'noShow', 'attended']
const strongest = (bookings: Rows['bookings']): Map<string, string> => {
  const best = new Map<string, string>()
  for (const { occurrence_id, status } of bookings)
    if (WEIGHT.indexOf(status) > WEIGHT.indexOf(best.get(occurrence_id) ?? '')) best.set(occurrence_id, status)
  return best
}

const entriesOf = async (id: string): Promise<string[]> =>
  (
    await admin.get<{ docs: { id: string }[] }>(`/audit-log?where[subjectId][equals]=${id}&limit=200&sort=id`)
  ).body.docs.map((entry) => entry.id)

/** The survivor has everything of both records, and nobody is counted twice. */
const isOne = async (survivor: string, other: string, before: Rows): Promise<void> => {
  const after = await rowsOf(app, [survivor, other])
  expect(new Map(after.bookings.map((row) => [row.occurrence_id, row.status]))).toEqual(strongest(before.bookings))
  expect(new Set(after.bookings.map((row) => row.visitor_id)).has(other)).toBe(false)
  expect(after.holds.map((row) => [row.occurrence_id, row.visitor_id])).toEqual(
    [...new Set(before.holds.map((row) => row.occurrence_id))].sort().map((held) => [held, survivor]),
  )
  const said = (rows: Rows['bookings']) => new Set(rows.flatMap(({ comment }) => String(comment ?? '').split('\n')))
  expect(said(after.bookings)).toEqual(said(before.bookings))
  for (const column of ['card_number', 'photo_id']) {
    const of = (rows: Rows) => [...rows.people.values()].map((row) => row[column]).sort()
    expect(of(after)).toEqual(of(before))
  }
  for (const row of before.people.values()) {
    const found = await admin.get<{ docs: { id: string }[] }>(`/visitors/search?q=${String(row.card_number)}&limit=1`)
    expect(found.body.docs[0]?.id).toBe(survivor)
  }
  const profile = (
    await staff.get<{ visitor: { photo: string }; merged: { photo: string | null }[] }>(`/visitors/${other}/profile`)
  ).body
  expect([profile.visitor.photo, ...profile.merged.map(({ photo }) => photo)].sort()).toEqual(
    [...before.people.values()].map((row) => row.photo_id).sort(),
  )
  expect(await entriesOf(survivor)).toEqual(await entriesOf(other))
}

const changes = (rows: Rows): Map<string, Record<string, unknown>> => new Map(rows.bookings.map((row) => [row.id, row]))

/** Compares visitors without `updated_at`, and bookings in all columns. */
const isAsBefore = async (before: Rows, since: Rows, kept: Rows, survivor: string): Promise<void> => {
  const after = await rowsOf(app, [...before.people.keys()])
  const [merged, changed, now] = [changes(since), changes(kept), changes(after)]
  const touched = (id: string): boolean => JSON.stringify(merged.get(id)) !== JSON.stringify(changed.get(id))
  for (const row of before.bookings) {
    const twin = before.bookings.find((one) => one.occurrence_id === row.occurrence_id && one.id !== row.id)
    const concerned = [row, ...(twin ? [twin] : [])].some(({ id }) => merged.has(id) && touched(id))
    if (!concerned) expect(now.get(row.id)).toEqual(row)
  }
  for (const [id, row] of changed)
    if (!merged.has(id) || touched(id)) expect(now.get(id)).toMatchObject({ ...row, visitor_id: survivor })
  for (const [id, row] of before.people) {
    const [was, then] = [since.people.get(id), kept.people.get(id)]
    for (const [column, value] of Object.entries(row)) {
      if (column === 'full_name' || column === 'search_keys') continue
      const isChanged = id === survivor && JSON.stringify(was?.[column]) !== JSON.stringify(then?.[column])
      expect([column, after.people.get(id)?.[column]]).toEqual([column, isChanged ? then?.[column] : value])
    }
  }
}

test('random histories: nothing of either is lost, counts are exact, and an undo restores what nobody changed', async () => {
  const both = fc.array(step(fc.integer({ min: 0, max: 1 })), { minLength: 4, maxLength: 14 })
  const since = fc.array(step(fc.constantFrom(0, 0, 0, 2)), { maxLength: 4 })
  const takes = fc.array(take, { minLength: FIELDS.length, maxLength: FIELDS.length })
  await fc.assert(
    fc.asyncProperty(both, since, takes, fc.boolean(), async (history, later, chosen, turned) => {
      const world = await newWorld()
      for (const one of history) await perform(world, one)
      if (turned) world.people.splice(0, 2, world.people[1] ?? '', world.people[0] ?? '')
      const [survivor = '', other = ''] = world.people
      const before = await rowsOf(app, [survivor, other])
      const entries = [...(await entriesOf(survivor)), ...(await entriesOf(other))]

      const picked = Object.fromEntries(
        FIELDS.map((field, at) => [field, chosen[at]]).filter(([, side]) => side !== 'unsaid'),
      )
      const merged = await admin.post<{ id: string }>(`/visitors/${survivor}/merge`, { other, take: picked })
      expect([merged.status, codeOf(merged as never)]).toEqual([200, undefined])
      await isOne(survivor, other, before)
      expect(await entriesOf(survivor)).toEqual(expect.arrayContaining(entries))
      expect(await violations(app.pool)).toEqual([])

      const asMerged = await rowsOf(app, [survivor, other])
      for (const one of later) await perform(world, one)
      const changed = await rowsOf(app, [survivor, other])
      const undone = await admin.post(`/merges/${merged.body.id}/undo`)
      // Somebody else may have taken the second place. In that case nothing must have changed.
      if (undone.status === 409) expect(await rowsOf(app, [survivor, other])).toEqual(changed)
      else await isAsBefore(before, asMerged, changed, survivor)
      expect(await violations(app.pool)).toEqual([])
    }),
    { numRuns: 15, endOnFailure: true },
  )
})
