import { dayNumber } from '@/domain/time/calendar'
import type { Language } from '@/i18n'
import type { ColumnId, Row } from '@/domain/exports/columns'
import { COLUMN } from './columns'
import { cellText, xml } from './cellText'
import { zip, type Entry } from './zip'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Excel's limit, with the line of captions. */
const ROWS_PER_SHEET = 1_048_575

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Places of the formats in STYLES. */
const STYLE = { caption: 1, text: 2, date: 3, moment: 4 } as const

/**
 * Text is format "@" with a quote prefix: a card number keeps its zeros, a phone its plus, and what
 * begins with = stays text even when somebody edits the cell.
 */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

type Book = { title: string; columns: readonly ColumnId[]; language: Language; total: number; rows: AsyncIterable<Row> }

/** An Excel file as it is read, whatever the number of rows. */
export const xlsx = (book: Book): AsyncGenerator<Uint8Array> => {
  const sheets = Math.max(1, Math.ceil(book.total / ROWS_PER_SHEET))
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1)
  const rows = book.rows[Symbol.asyncIterator]()
  const entries: Entry[] = [
    { name: '[Content_Types].xml', content: [contentTypes(numbers)] },
    { name: '_rels/.rels', content: [relations([`<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/>`])] },
    { name: 'xl/workbook.xml', content: [workbook(book.title, numbers)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [relations([...numbers.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`), `<Relationship Id="rId${sheets + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>`])] },
    { name: 'xl/styles.xml', content: [STYLES] },
    ...numbers.map((n) => ({ name: `xl/worksheets/sheet${n}.xml`, content: sheet(book, rows, n === 1) })),
  ]
  return zip(entries)
}

const contentTypes = (sheets: readonly number[]): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${sheets.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`).join('')}</Types>`

const relations = (list: readonly string[]): string => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`

const workbook = (title: string, sheets: readonly number[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map((n) => `<sheet name="${xml(n === 1 ? title : `${title} ${n}`)}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`

const letter = (index: number): string => String.fromCharCode(65 + index)

async function* sheet({ columns, language }: Book, rows: AsyncIterator<Row>, first: boolean): AsyncGenerator<string> {
  const last = letter(columns.length - 1)
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"${first ? ' tabSelected="1"' : ''}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.map((id, index) => `<col min="${index + 1}" max="${index + 1}" width="${COLUMN[id].width}" customWidth="1"/>`).join('')}</cols><sheetData>`
  yield `<row r="1">${columns.map((id, index) => textCell(`${letter(index)}1`, COLUMN[id].caption[language], STYLE.caption)).join('')}</row>`
  let number = 1
  while (number <= ROWS_PER_SHEET) {
    const { done, value } = await rows.next()
    if (done) break
    number += 1
    yield `<row r="${number}">${columns.map((id, index) => cell(`${letter(index)}${number}`, COLUMN[id].kind, value[id])).join('')}</row>`
  }
  const all = `A1:${last}${number}`
  yield `</sheetData><autoFilter ref="${all}"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
}

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(cellText(text))}</t></is></c>`

const cell = (at: string, kind: 'text' | 'date' | 'moment', value: string | null | undefined): string => {
  if (value === null || value === undefined || value === '') return ''
  if (kind === 'text') return textCell(at, value, STYLE.text)
  const [hours = 0, minutes = 0] = value.slice(11).split(':').map(Number)
  // Excel counts days from 30 December 1899.
  const serial = dayNumber(value.slice(0, 10)) + 25_569 + (kind === 'moment' ? (hours * 60 + minutes) / 1440 : 0)
  return `<c r="${at}" s="${STYLE[kind]}"><v>${serial}</v></c>`
}
