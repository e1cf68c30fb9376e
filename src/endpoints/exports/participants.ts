import { z } from 'zod'
import { invalid } from '@/domain/errors'
import { date, id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { COLUMNS, type Row } from '@/domain/exports/columns'
import { print } from '@/exports/print'
import { PRINT_POLICY } from '@/exports/printButton'
import { xlsx, XLSX_TYPE } from '@/exports/xlsx'
import { languageOf, type Language } from '@/i18n'
import { exportText } from '@/i18n/exports'
import { exportParticipants } from '@/operations/exports/exportParticipants'
import { streamOf } from './stream'

const PREVIEW_ROWS = 50
const column = z.enum(COLUMNS, { error: 'fieldInvalid' })

const query = z.object({
  format: z.enum(['xlsx', 'html', 'json'], { error: 'fieldInvalid' }).default('json'),
  columns: z
    .string({ error: 'fieldInvalid' })
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(
      z
        .array(column)
        .min(1, 'fieldRequired')
        .refine((list) => new Set(list).size === list.length, 'fieldInvalid'),
    )
    .optional()
    .describe(`Comma-separated, of ${COLUMNS.join(', ')}; all the caller may see when absent`),
  service: id.optional(),
  place: id.optional(),
  status: z.enum(['expected', 'attended', 'noShow', 'cancelled'], { error: 'fieldInvalid' }).optional(),
  from: date.optional(),
  to: date.optional(),
  registeredFrom: date.optional(),
  registeredTo: date.optional(),
})

const row = z.partialRecord(column, z.string().nullable())

export const exportParticipantsRoute = route({
  method: 'get',
  path: '/exports/participants',
  tag: 'Exports',
  summary: 'Participants as an Excel file, a page to print, or a preview',
  description:
    'Dates are local and inclusive: `from` and `to` of the occurrence, `registeredFrom` and `registeredTo` of the ' +
    'booking. Phones and comments need staff; keys get no column that names a person. `json` is the preview: the ' +
    'total and the first 50 rows. `xlsx` and `html` are streams.',
  allow: () => true,
  query,
  queryExample: { format: 'json', columns: 'event,service,date,time,place,status' },
  answer: {
    status: 200,
    schema: z.object({ total: z.int(), columns: z.array(column), rows: z.array(row) }),
    example: {
      total: 1,
      columns: ['event', 'date', 'status'],
      rows: [{ event: 'Баня', date: '2026-12-01', status: 'expected' }],
    },
  },
  errors: ['VALIDATION', 'FORBIDDEN', 'BUSY'],
  handler: async ({ req, caller, now, query: { format, columns, ...filters } }) => {
    if (filters.from && filters.to && filters.to < filters.from)
      throw invalid({ path: 'to', message: 'fieldEndBeforeStart' })
    if (filters.registeredFrom && filters.registeredTo && filters.registeredTo < filters.registeredFrom)
      throw invalid({ path: 'registeredTo', message: 'fieldEndBeforeStart' })
    const {
      service = null,
      place = null,
      status = null,
      from = null,
      to = null,
      registeredFrom = null,
      registeredTo = null,
    } = filters
    const found = await exportParticipants(req.payload, {
      format,
      columns: columns ?? null,
      filter: { service, place, status, from, to, registeredFrom, registeredTo },
      caller,
      now,
    })
    const language = languageOf(req)
    if (format === 'json')
      return {
        total: found.total,
        columns: found.columns,
        rows: await firstOf(found.rows, PREVIEW_ROWS).finally(found.close),
      }
    const book = {
      title: exportText(language, 'printed.title'),
      columns: found.columns,
      language,
      total: found.total,
      rows: readable(found.rows, language),
    }
    const headers: Record<string, string> =
      format === 'xlsx'
        ? {
            'Content-Type': XLSX_TYPE,
            'Content-Disposition': attachment(language, now.toISOString().slice(0, 10)),
          }
        : { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PRINT_POLICY }
    return new Response(streamOf(format === 'xlsx' ? xlsx(book) : print(book), found.close, req.signal), {
      headers: { ...headers, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
    })
  },
})

/** The name in the reader's language, and one of plain letters for programs that know no other (RFC 6266). */
const attachment = (language: Language, day: string): string => {
  const name = encodeURIComponent(`${exportText(language, 'printed.file')}-${day}.xlsx`)
  return `attachment; filename="participants-${day}.xlsx"; filename*=UTF-8''${name}`
}

/** Translates statuses into the reader's language. */
async function* readable(rows: AsyncIterable<Row>, language: Language): AsyncGenerator<Row> {
  for await (const one of rows)
    yield one.status ? { ...one, status: exportText.word(language, 'bookingStatus', one.status) } : one
}

const firstOf = async (rows: AsyncIterable<Row>, most: number): Promise<Row[]> => {
  const list: Row[] = []
  for await (const one of rows) if (list.push(one) === most) break
  return list
}
