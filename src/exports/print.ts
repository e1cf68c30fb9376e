import type { Language } from '@/i18n'
import type { ColumnId, Row } from '@/domain/exports/columns'
import { formatPhone } from '@/domain/visitors/format-phone'
import { exportText } from '@/i18n/exports'
import { COLUMN } from './columns'
import { html } from './cellText'
import { pageHead } from './pageHead'
import { PRINT_BUTTON } from './printButton'

type Page = { columns: readonly ColumnId[]; language: Language; total: number; rows: AsyncIterable<Row> }

const STYLE = `
  body{font:14px/1.4 system-ui,sans-serif;margin:16px;color:#111}
  h1{font-size:20px;margin:0 0 4px}
  div{overflow-x:auto}
  table{border-collapse:collapse;width:100%}
  th,td{border:1px solid #999;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
  th{background:#eee}
  thead{display:table-header-group}
  tr{break-inside:avoid}
  button{font:inherit;min-height:44px;padding:0 24px;margin:0 0 16px}
  @media print{button{display:none}@page{size:A4 landscape;margin:10mm}body{margin:0;font-size:11px}}
`

/** A page to print, sent row by row. All values are escaped. */
export async function* print({ columns, language, total, rows }: Page): AsyncGenerator<Uint8Array> {
  const title = exportText(language, 'printed.title')
  const count = exportText(language, 'printed.total', { total })
  const head = columns.map((id) => `<th scope="col">${html(exportText(language, `columns.${id}`))}</th>`)
  yield Buffer.from(
    `${pageHead({ language, title, style: STYLE })}<body><h1>${title}</h1><p>${count}</p>
${PRINT_BUTTON(language)}
<div tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${head.join('')}</tr></thead><tbody>
`,
  )
  for await (const row of rows)
    yield Buffer.from(`<tr>${columns.map((id) => `<td>${html(shown(id, row[id]))}</td>`).join('')}</tr>\n`)
  yield Buffer.from('</tbody></table></div></body></html>\n')
}

const shown = (id: ColumnId, value: string | null | undefined): string => {
  if (!value) return ''
  const { kind } = COLUMN[id]
  if (kind === 'phone') return formatPhone(value)
  return kind === 'text' ? value : value.replace(/^(\d{4})-(\d{2})-(\d{2})/, '$3.$2.$1')
}
