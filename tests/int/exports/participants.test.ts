import ExcelJS from 'exceljs'
import { createHash } from 'node:crypto'
import { createInflateRaw } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSchedule } from '../api/world'
import { openXmlProblems, tampered } from './openXml'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
  ids = await makeSchedule(app.pool)
})
afterAll(() => app.close())

type Preview = { total: number; columns: string[]; rows: Record<string, string | null>[] }
const preview = (query: string, as: Client = staff) => as.get<Preview>(`/exports/participants?format=json&${query}`)

const download = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.url}/exports/participants?${query}`, {
    headers: { ...staff.headers, ...headers },
  })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

const sheetOf = async (bytes: Buffer) => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  return book.worksheets[0] as ExcelJS.Worksheet
}

/** The library keeps text cells as rich text. */
const textOf = (cell: ExcelJS.Cell): unknown =>
  cell.type === ExcelJS.ValueType.RichText
    ? (cell.value as ExcelJS.CellRichTextValue).richText.map(({ text }) => text).join('')
    : cell.value
const textsOf = (row: ExcelJS.Row): unknown[] =>
  Array.from({ length: row.cellCount }, (_, index) => textOf(row.getCell(index + 1)))

const person = async ({
  lastName = 'Иванов',
  comment = null as string | null,
  card = '',
  bookedAt = '2026-12-01T08:00Z',
  status = 'expected',
  phone = null as string | null,
}) => {
  await app.pool.query('UPDATE event_days SET capacity = 100 WHERE capacity < 100')
  await app.pool.query('UPDATE occurrences SET capacity = 100 WHERE capacity < 100')
  await app.pool.query(
    `WITH v AS (INSERT INTO visitors (last_name, first_name, full_name, status, card_number, phone)
      VALUES ($1::text, 'Пётр', $1::text || ' Пётр', 'registered', $3, $7) RETURNING id)
     INSERT INTO participants (visitor_id, occurrence_id, status, source, comment, booked_at, booked_by_relation_to,
       booked_by_value) SELECT id, $2, $6::participant_status, 'panel', $4, $5, 'volunteers', $8 FROM v`,
    [lastName, ids.occurrences, card, comment, bookedAt, status, phone, ids.volunteers],
  )
}

describe('the preview', () => {
  test('has the total, the columns asked for and the rows, on the clocks of the place', async () => {
    const { status, body } = await preview(
      'columns=event,service,date,time,place,fullName,phone,cardNumber,status,bookedAt',
    )
    expect(status).toBe(200)
    expect(body).toEqual({
      total: 1,
      columns: ['event', 'service', 'date', 'time', 'place', 'fullName', 'phone', 'cardNumber', 'status', 'bookedAt'],
      rows: [
        {
          event: 'Баня',
          service: 'Душ',
          date: '2026-12-05',
          time: '10:00–11:00',
          place: 'Цветной',
          fullName: 'Иванов Пётр',
          phone: '+79161234567',
          cardNumber: 'A-1',
          status: 'expected',
          bookedAt: '2026-12-01 11:00',
        },
      ],
    })
  })

  test('filters by local inclusive dates, of the day and of the booking', async () => {
    // 23:30 on 2 December in Moscow.
    await person({ lastName: 'Вечеров', card: 'B-1', bookedAt: '2026-12-02T20:30Z' })
    const total = async (query: string) => (await preview(`columns=date&${query}`)).body.total
    expect(await total('from=2026-12-05&to=2026-12-05')).toBe(2)
    expect(await total('from=2026-12-06')).toBe(0)
    expect(await total('to=2026-12-04')).toBe(0)
    expect(await total('registeredFrom=2026-12-02&registeredTo=2026-12-02')).toBe(1)
    expect(await total('registeredFrom=2026-12-03')).toBe(0)
    expect(await total('registeredTo=2026-12-01')).toBe(1)
    expect(await total(`service=${ids.services}&place=${ids.places}&status=expected`)).toBe(2)
    expect(await total('status=cancelled')).toBe(0)
    expect(await total(`place=${ids.services}`)).toBe(0)
  })

  test.each([
    'columns=nope',
    'columns=',
    'columns=date,date',
    'format=pdf',
    'from=x',
    'from=2026-02-30',
    'service=x',
    'status=x',
    'from=2026-12-02&to=2026-12-01',
    'registeredFrom=2026-12-02&registeredTo=2026-12-01',
  ])('%s is refused', async (query) => {
    const answer = await preview(query)
    expect([answer.status, codeOf(answer as never)]).toEqual([400, 'VALIDATION'])
  })

  test('without columns everybody gets what they may see', async () => {
    expect((await preview('')).body.columns).toHaveLength(12)
    expect((await preview('', await app.as('viewer'))).body.columns).toEqual([
      'event',
      'service',
      'date',
      'time',
      'place',
      'fullName',
      'cardNumber',
      'status',
      'bookedBy',
      'bookedAt',
    ])
    expect((await preview('', await app.as('key:read'))).body.columns).toEqual([
      'event',
      'service',
      'date',
      'time',
      'place',
      'status',
      'bookedAt',
    ])
  })

  test('is in the audit log with the filters and the count, without names', async () => {
    await preview('columns=fullName&from=2026-12-05')
    const { rows } = await app.pool.query(
      `SELECT action, actor_id, changes FROM audit_log WHERE action = 'participants.exported'
        AND changes->'filter' = '{"from": "2026-12-05"}' AND changes->'columns' = '["fullName"]'`,
    )
    expect(rows).toEqual([
      {
        action: 'participants.exported',
        actor_id: staff.id,
        changes: { format: 'json', columns: ['fullName'], filter: { from: '2026-12-05' }, rows: expect.any(Number) },
      },
    ])
  })
})

describe('the Excel file', () => {
  test('keeps cards and phones as text, dates as dates, the header in place', async () => {
    const { response, bytes } = await download(
      'format=xlsx&columns=fullName,phone,cardNumber,date,bookedAt,bookedBy,status&registeredTo=2026-12-01',
      { 'accept-language': 'ru' },
    )
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="participants-2026-12-01.xlsx"; ' +
        `filename*=UTF-8''${encodeURIComponent('участники-2026-12-01.xlsx')}`,
    )
    const sheet = await sheetOf(bytes)
    expect(textsOf(sheet.getRow(1))).toEqual([
      'ФИО',
      'Телефон',
      'Номер карты',
      'Дата',
      'Когда записан',
      'Кто записал',
      'Статус',
    ])
    const row = sheet.getRow(2)
    expect([textOf(row.getCell(2)), row.getCell(2).numFmt]).toEqual(['+7 (916) 123-45-67', '@'])
    expect(row.getCell(4).value).toEqual(new Date('2026-12-05T00:00:00Z'))
    expect(row.getCell(4).numFmt).toBe('dd.mm.yyyy')
    expect(row.getCell(5).value).toEqual(new Date('2026-12-01T11:00:00Z'))
    expect(textOf(row.getCell(7))).toBe('Ожидается')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toBe('A1:G2')
    expect(sheet.getColumn(1).width).toBe(36)
  })

  test('what looks like a formula is inert, what XML forbids is gone, what is too long is cut', async () => {
    const hostile = [
      "=cmd|' /C calc'!A0",
      '+1+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      'a\u0001\u000bb\ufffe',
      '_x0041_',
      '"<&>\'',
      'два\nряда 🙂',
      ' 007 ',
    ]
    for (const [index, comment] of [...hostile, 'я'.repeat(40_000)].entries()) {
      await person({
        lastName: `Ф${String(index).padStart(2, '0')}`,
        card: `00${index}`,
        comment,
        bookedAt: '2026-11-15T08:00Z',
      })
    }
    const { bytes } = await download('format=xlsx&columns=comment,cardNumber&registeredTo=2026-11-15')
    const sheet = await sheetOf(bytes)
    const cells = Array.from({ length: hostile.length + 1 }, (_, index) => sheet.getRow(index + 2).getCell(1))
    expect(cells.every((cell) => cell.type === ExcelJS.ValueType.RichText)).toBe(true)
    expect(cells.map(textOf)).toEqual([...hostile.slice(0, 6), 'ab', ...hostile.slice(7), 'я'.repeat(32_767)])
    const xml = await unzipped(bytes, 'xl/worksheets/sheet1.xml')
    expect(xml).not.toMatch(/<f>|t="str"|t="n"/)
    expect(xml.match(/<c [^>]*t="inlineStr"/g)).toHaveLength(2 * (hostile.length + 2))
    expect(xml).toContain(
      `<ignoredErrors><ignoredError sqref="A1:B${hostile.length + 2}" ` +
        'numberStoredAsText="1"/></ignoredErrors></worksheet>',
    )
    expect(textOf(sheet.getRow(3).getCell(2))).toBe('001')
    expect(await openXmlProblems(bytes)).toEqual([])
  })

  test('is a workbook that Excel has nothing to repair in', async () => {
    const { bytes } = await download('format=xlsx')
    expect(await openXmlProblems(bytes)).toEqual([])
    expect(await openXmlProblems((await download('format=xlsx&to=2020-01-01')).bytes)).toEqual([])
  })

  const SHEET = 'xl/worksheets/sheet1.xml'
  test.each<[string, string, (xml: string) => string, string]>([
    [
      'an element out of its order',
      SHEET,
      (xml) =>
        xml
          .replace(/(<ignoredErrors>.*<\/ignoredErrors>)(<\/worksheet>)/, '$2')
          .replace('<sheetData>', '<ignoredErrors/><sheetData>'),
      'out of order',
    ],
    ['a cell in a wrong place', SHEET, (xml) => xml.replace('r="B2"', 'r="A2"'), 'A2: not where it belongs'],
    ['a number that is none', SHEET, (xml) => xml.replace(/<v>[\d.]+<\/v>/, '<v>x</v>'), 'is no number'],
    ['a format nobody made', SHEET, (xml) => xml.replace(/ s="\d+"/, ' s="99"'), 'no format 99'],
    ['a formula', SHEET, (xml) => xml.replace('<is>', '<f>1+1</f><is>'), 'a formula'],
    [
      'a part without a type',
      '[Content_Types].xml',
      (xml) => xml.replace(/<Override PartName="\/xl\/workbook.xml"[^>]*>/, ''),
      'there is no workbook',
    ],
    [
      'a relationship to nothing',
      'xl/_rels/workbook.xml.rels',
      (xml) => xml.replace('worksheets/sheet1.xml', 'worksheets/sheet9.xml'),
      'sheet9.xml is missing',
    ],
    ['XML that is none', 'xl/workbook.xml', (xml) => xml.replace('</workbook>', ''), 'unclosed tag'],
  ])('and the check of that finds %s', async (_, part, change, problem) => {
    const { bytes } = await download('format=xlsx')
    expect((await openXmlProblems(await tampered(bytes, part, change))).join('\n')).toContain(problem)
  })

  test('English captions, and an empty one is a file too', async () => {
    const { bytes } = await download('format=xlsx&columns=event,date&to=2020-01-01', { 'accept-language': 'en' })
    const sheet = await sheetOf(bytes)
    expect([textsOf(sheet.getRow(1)), sheet.rowCount]).toEqual([['Event', 'Date'], 1])
  })
})

describe('the page to print', () => {
  test('is escaped text, and nothing but its own button can run in it', async () => {
    await person({ lastName: '<script>alert(1)</script>', card: 'X-1', bookedAt: '2026-10-01T08:00Z' })
    const { response, bytes } = await download('format=html&columns=fullName,date&registeredTo=2026-10-02', {
      'accept-language': 'ru',
    })
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const html = bytes.toString()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; Пётр</td><td>05.12.2026</td>')
    const [script, ...others] = [...html.matchAll(/<script>(.*?)<\/script>/g)].map(([, source]) => source ?? '')
    expect(others).toEqual([])
    expect(response.headers.get('content-security-policy')).toContain(
      `script-src 'sha256-${createHash('sha256')
        .update(script ?? '')
        .digest('base64')}';`,
    )
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).toContain('Всего: 1')
  })
})

test('a big export is a stream that holds one connection, and lets it go when the reader leaves', async () => {
  await app.pool.query(`UPDATE event_days SET capacity = 100000; UPDATE occurrences SET capacity = 100000`)
  await app.pool.query(`ALTER TABLE participants DISABLE TRIGGER USER`)
  await app.pool.query(
    `WITH v AS (INSERT INTO visitors (last_name, first_name, full_name, status, card_number)
      SELECT 'Массов', 'Иван', 'Массов Иван ' || n, 'registered', 'M' || n FROM generate_series(1, 20000) n
      RETURNING id)
     INSERT INTO participants (visitor_id, occurrence_id, event_day_id, status, source, comment, booked_at)
       SELECT id, $1, $2, 'expected', 'panel', repeat('к', 200), '2026-09-01T08:00Z' FROM v`,
    [ids.occurrences, ids['event-days']],
  )
  await app.pool.query(`ALTER TABLE participants ENABLE TRIGGER USER`)
  const { bytes } = await download('format=xlsx&columns=fullName,comment,date&registeredTo=2026-09-01')
  expect((await sheetOf(bytes)).rowCount).toBe(20_001)

  const open = () =>
    app.pool
      .query<{ open: number }>(
        `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database()
          AND state = 'idle in transaction'`,
      )
      .then(({ rows }) => rows[0]?.open)
  for (let index = 0; index < 6; index += 1) {
    const leaving = new AbortController()
    const response = await fetch(`${app.url}/exports/participants?format=html&registeredTo=2026-09-01`, {
      headers: staff.headers,
      signal: leaving.signal,
    })
    await response.body?.getReader().read()
    leaving.abort()
    await expect.poll(open).toBe(0)
  }
  expect((await preview('columns=date')).status).toBe(200)
})

const unzipped = async (bytes: Buffer, name: string): Promise<string> => {
  const at = bytes.indexOf(Buffer.from(name)) + name.length
  const chunks: Buffer[] = []
  const inflate = createInflateRaw()
  inflate.end(bytes.subarray(at))
  for await (const chunk of inflate) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
