import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

/** No other name, comment or reason contains this word. The phones share eight digits. */
const MARK = 'Меченный'
const COMMENT = 'приметаживая'
const PHONE = '79165557'
const PEOPLE = 200

let app: App
let admin: Client
let staff: Client
let key: Client
let occurrences: string[]
const output: string[] = []

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean
    vi.spyOn(stream, 'write').mockImplementation((...args: unknown[]) => {
      output.push(String(args[0]))
      return write(...args)
    })
  }
  for (const method of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, method).mockImplementation(
      (...args: unknown[]) =>
        void output.push(
          args.map((one) => (one instanceof Error ? `${one.message}\n${one.stack}` : String(one))).join(' '),
        ),
    )
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  app.payload.logger.level = 'info'
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  key = await app.as('key:booking')
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01', '2026-12-02', '2026-12-03'],
    capacity: 500,
    lines: [{ service: await makeService(app.pool), startTime: '10:00', endTime: '18:00', capacity: 500 }],
  })
  occurrences = made.occurrences.map(([one]) => one ?? '')
})
afterAll(async () => {
  vi.restoreAllMocks()
  await app.close()
})

const LETTERS = 'абвгдежзик'
const surname = (index: number): string =>
  `${MARK}${Array.from(String(index).padStart(3, '0'), (digit) => LETTERS[Number(digit)]).join('')}`
const phone = (index: number): string => `+${PHONE}${String(index).padStart(3, '0')}`

const photo = async (index: number): Promise<string> => {
  const bytes = await sharp({
    create: { width: 4, height: 4, channels: 3, background: { r: index % 256, g: 10, b: 10 } },
  })
    .png()
    .toBuffer()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), `${surname(index)}.png`)
  const response = await fetch(`${app.url}/media`, { method: 'POST', headers: staff.headers, body: form })
  return ((await response.json()) as { doc: { id: string } }).doc.id
}

const body = (index: number) => ({
  lastName: surname(index),
  firstName: 'Пётр',
  phone: phone(index),
  comment: `${COMMENT} ${index}`,
  cardNumber: `МЕТКА${index}`,
  mksId: 990_000_000 + index,
  birthYear: 1970,
  status: 'registered',
  consent: { givenAt: '2026-12-01T08:00:00Z' },
  allowDuplicate: true,
})

/**
 * Creates people in every way: by staff, with a key, with and without an idempotency key, after a refusal, with a
 * photo.
 */
const plant = async (index: number): Promise<string> => {
  const who = index % 4 === 3 ? key : staff
  const { status: _, ...rest } = body(index)
  const person = who === key ? rest : body(index)
  const headers: Record<string, string> = index % 2 === 0 ? { 'idempotency-key': `plant-${index}` } : {}
  if (index % 10 === 0) await who.post('/visitors', { ...person, phone: `${COMMENT} не номер`, firstName: '1' })
  const answer = await who.post<{ doc: { id: string } }>(
    '/visitors',
    { ...person, ...(index % 20 === 0 ? { photo: await photo(index) } : {}) },
    headers,
  )
  if (answer.status !== 201) throw new Error(`${answer.status}`)
  const { id } = answer.body.doc
  if (who === key) await app.pool.query(`UPDATE visitors SET status = 'registered' WHERE id = $1`, [id])
  return id
}

const use = async (id: string, index: number): Promise<void> => {
  const said = `${COMMENT} ${surname(index)}`
  const who = index % 3 === 0 ? key : staff
  const made = await who.post<{ participants: { id: string }[] }>(
    '/bookings',
    { visitor: id, occurrences: [occurrences[index % 3], occurrences[(index + 1) % 3]], comment: said },
    { 'idempotency-key': `book-${index}` },
  )
  const [first, second] = made.body.participants.map((one) => one.id)
  await staff.patch(`/participants/${first}`, { comment: `${said} снова` })
  if (index % 5 === 0) await who.post(`/participants/${second}/cancel`, { reason: said })
  if (index % 6 === 0) await staff.patch(`/visitors/${id}`, { comment: `${said} иначе`, phone: phone(index) })
  if (index % 20 === 0) await staff.patch(`/visitors/${id}`, { photo: await photo(index + 1) })
  if (index % 25 === 0) {
    await staff.get(`/visitors/${id}/profile`)
    await admin.get(`/visitors/${id}/personal-data?format=html`)
    await staff.post(
      '/visitors',
      { ...body(index), cardNumber: undefined, allowDuplicate: false },
      { 'idempotency-key': `again-${index}` },
    )
    await staff.post(
      '/bookings',
      { visitor: id, occurrence: occurrences[index % 3] },
      { 'idempotency-key': `twice-${index}` },
    )
    await staff.get(`/visitors?where[lastName][equals]=${encodeURIComponent(surname(index))}`)
    await staff.get(`/visitors/search?q=${encodeURIComponent(surname(index))}`)
  }
}

const provoke = async (): Promise<void> => {
  const q = encodeURIComponent(`${MARK} ${COMMENT}`)
  await staff.get(`/visitors?where[nothing][equals]=${q}`)
  await staff.get(`/visitors?where[lastName][${q}]=1`)
  await staff.post('/visitors', `{"lastName": "${MARK}", `)
  await staff.post('/visitors', { lastName: { $gt: MARK }, firstName: [COMMENT] })
  await staff.get(`/${q}`)
  // Causes a fault with personal data in the failed statement.
  await app.pool.query('ALTER TABLE visitors RENAME COLUMN comment TO remark')
  expect(codeOf(await staff.post('/visitors', { ...body(999), cardNumber: 'МЕТКА999' }))).toBe('FAILED')
  expect((await staff.get(`/visitors?where[lastName][like]=${encodeURIComponent(MARK)}`)).status).toBe(500)
  await app.pool.query('ALTER TABLE visitors RENAME COLUMN remark TO comment')
}

/** Searches every text, json and bytea column of every table. */
const hitsInDatabase = async (): Promise<string[]> => {
  const { rows: columns } = await app.pool.query<{ table_name: string; column_name: string; data_type: string }>(
    `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
      AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'numeric', 'USER-DEFINED')`,
  )
  const hits: string[] = []
  for (const { table_name: table, column_name: column, data_type: type } of columns) {
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
    const { rows } = await app.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${table}" WHERE ${text} ~* $1`,
      [`${MARK}|${COMMENT}|${PHONE}|МЕТКА|990000`],
    )
    if ((rows[0]?.count ?? 0) > 0) hits.push(`${table}.${column}: ${rows[0]?.count}`)
  }
  return hits
}

const filesBelow = async (folder: string): Promise<string[]> =>
  (
    await Promise.all(
      (await readdir(folder)).map(async (name) =>
        (await stat(path.join(folder, name))).isDirectory()
          ? filesBelow(path.join(folder, name))
          : [path.join(folder, name)],
      ),
    )
  ).flat()

const hitsIn = (text: string): string[] =>
  [MARK, COMMENT, PHONE, 'МЕТКА', encodeURIComponent(MARK)].filter((mark) => text.includes(mark))

test('of 200 people planted by every door and erased nothing is left in any table, file, log or export', async () => {
  const ids: string[] = []
  for (let from = 0; from < PEOPLE; from += 10)
    ids.push(...(await Promise.all(Array.from({ length: 10 }, (_, at) => plant(from + at)))))
  for (let from = 0; from < PEOPLE; from += 10)
    await Promise.all(ids.slice(from, from + 10).map((id, at) => use(id, from + at)))
  const marked = (
    await app.pool.query<{ id: string }>(
      `SELECT p.id FROM participants p JOIN occurrences o ON o.id = p.occurrence_id WHERE o.date = '2026-12-01'
        AND p.status = 'expected'`,
    )
  ).rows.map(({ id }) => id)
  await staff.post('/participants/status', { ids: marked, status: 'attended', comment: `${COMMENT} был` })
  for (const format of ['xlsx', 'html', 'json']) await staff.get(`/exports/participants?format=${format}`)
  await staff.get(`/occurrences/${occurrences[0]}/door-list`)
  await provoke()

  // Makes sure that this search finds what is there before erasing.
  expect(await hitsInDatabase()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^visitors\.last_name/),
      expect.stringMatching(/^participants\.comment/),
      expect.stringMatching(/^idempotency_keys\.answer/),
      expect.stringMatching(/^attendance_undos\.changes/),
    ]),
  )
  const uploads = path.join(app.dataDir, 'uploads')
  expect((await readdir(uploads)).length).toBe(10)

  for (let from = 0; from < PEOPLE; from += 10) {
    const answers = await Promise.all(
      ids.slice(from, from + 10).map((id) => admin.post(`/visitors/${id}/erase`, { confirm: true })),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  }

  expect(await hitsInDatabase()).toEqual([])
  expect(await readdir(uploads)).toEqual([])
  for (const file of await filesBelow(app.dataDir))
    expect([file, hitsIn(`${file} ${(await readFile(file)).toString('utf8')}`)]).toEqual([file, []])
  const printed = await staff.get<string>('/exports/participants?format=html')
  expect([hitsIn(printed.body), printed.body.includes('Стёрто')]).toEqual([[], true])
  expect(output.length).toBeGreaterThan(0)
  expect(hitsIn(output.join('\n'))).toEqual([])

  // Statistics stay: the same number of visits, attached to rows without a person.
  const { rows } = await app.pool.query(
    'SELECT count(*)::int AS visits, count(DISTINCT visitor_id)::int AS people FROM participants',
  )
  expect(rows).toEqual([{ visits: 2 * PEOPLE, people: PEOPLE }])
}, 120_000)
