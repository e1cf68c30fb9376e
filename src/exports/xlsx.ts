import type ExcelJS from 'exceljs'
import { PassThrough } from 'node:stream'
import type { Language } from '@/i18n'
import type { ColumnId, Row } from '@/domain/exports/columns'
import { formatPhone } from '@/domain/visitors/format-phone'
import { exportText } from '@/i18n/exports'
import { COLUMN } from './columns'
import { cellText } from './cellText'
import { drained, type SheetWriter } from './drained'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Excel's limit minus the header row. */
const ROWS_PER_SHEET = 1_048_575

/** After this many rows it waits for the reader, whatever their size. */
const BATCH = 100

const BUFFERED = 65_536

/** Options for the ZIP, which would otherwise buffer a megabyte. */
const ZIP = { store: false, highWaterMark: BUFFERED }

/**
 * Text has format "@": a card number keeps its zeros and a phone its plus, and text that begins with = stays text even
 * when edited.
 */
const STYLE = {
  caption: { numFmt: '@', font: { bold: true, size: 11, name: 'Calibri', family: 2 } },
  text: { numFmt: '@' },
  date: { numFmt: 'dd.mm.yyyy' },
  moment: { numFmt: 'dd.mm.yyyy hh:mm' },
} as const

type Book = { title: string; columns: readonly ColumnId[]; language: Language; rows: AsyncIterable<Row> }

/** An Excel file produced while it is read: if the reader pauses, so do the rows. */
export async function* xlsx(book: Book): AsyncGenerator<Uint8Array> {
  // Large and rarely needed, so it is not loaded at startup.
  const { default: excel } = await import('exceljs')
  const output = new PassThrough({ highWaterMark: BUFFERED })
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: ZIP,
  })
  const left = new Promise<'left'>((resolve) => output.once('close', () => resolve('left')))
  write(workbook, book, left).catch((error: Error) => output.destroy(error))
  try {
    for await (const chunk of output) yield chunk as Buffer
  } finally {
    output.destroy()
  }
}

const write = async (
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  book: Book,
  left: Promise<'left'>,
): Promise<void> => {
  let number = 1
  let pages = 1
  let page = openSheet(workbook, book, pages)
  for await (const row of book.rows) {
    if (number > ROWS_PER_SHEET) {
      closeSheet(page, book, number)
      number = 1
      pages += 1
      page = openSheet(workbook, book, pages)
    }
    number += 1
    writeRow(page, book, row)
    if (number % BATCH === 0 && (await Promise.race([drained(page), left])) === 'left') return
  }
  closeSheet(page, book, number)
  await workbook.commit()
}

const openSheet = (
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  { title, columns, language }: Book,
  page: number,
): SheetWriter => {
  const sheet = workbook.addWorksheet(page === 1 ? title : `${title} ${page}`, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 },
    },
  }) as SheetWriter
  sheet.columns = columns.map((id) => ({ width: COLUMN[id].width }))
  const captions = sheet.addRow([])
  for (const [index, id] of columns.entries())
    writeText(captions.getCell(index + 1), exportText(language, `columns.${id}`), STYLE.caption)
  captions.commit()
  return sheet
}

const writeRow = (sheet: SheetWriter, { columns }: Book, values: Row): void => {
  const row = sheet.addRow([])
  for (const [index, id] of columns.entries()) {
    const value = values[id]
    if (value === null || value === undefined || value === '') continue
    const { kind } = COLUMN[id]
    const cell = row.getCell(index + 1)
    if (kind === 'text' || kind === 'phone') writeText(cell, kind === 'phone' ? formatPhone(value) : value, STYLE.text)
    else {
      // The library writes instants in UTC.
      cell.value = new Date(kind === 'date' ? `${value.slice(0, 10)}T00:00Z` : `${value.replace(' ', 'T')}Z`)
      cell.style = STYLE[kind]
    }
  }
  row.commit()
}

/** Writes rich text, because the library's alternatives write a formula result or keep every text in memory. */
const writeText = (cell: ExcelJS.Cell, text: string, style: Partial<ExcelJS.Style>): void => {
  cell.value = { richText: [{ text: cellText(text) }] }
  cell.style = style
}

const closeSheet = (sheet: SheetWriter, { columns }: Book, rows: number): void => {
  const all = `A1:${String.fromCharCode(64 + columns.length)}${rows}`
  sheet.autoFilter = all
  // Hides Excel's green corners, since digits in a text cell are intended. The library has no option for it;
  // this hook writes at the place where the format wants it.
  sheet._writeLegacyData = () =>
    sheet.stream.write(`<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>`)
  sheet.commit()
}
