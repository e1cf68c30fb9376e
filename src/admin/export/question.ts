import { COLUMNS, type ColumnId } from '@/domain/exports/columns'

/**
 * What the address of the page keeps: the tab this is, the filters, and the
 * columns when they are not the usual ones (not as `columns`: Payload reads that for its own lists).
 */
export const NOTHING_ASKED = {
  tab: 'upcoming',
  show: '',
  service: '',
  place: '',
  status: '',
  from: '',
  to: '',
  registeredFrom: '',
  registeredTo: '',
}
export type Asked = typeof NOTHING_ASKED

export const NO_COLUMNS = 'none'
const USUAL: readonly ColumnId[] = [
  'event',
  'service',
  'date',
  'time',
  'place',
  'fullName',
  'phone',
  'cardNumber',
  'status',
]

/** The columns of the address, in the order of the file; the usual ones when it names none. */
export const columnsOf = (asked: string, allowed: readonly ColumnId[]): ColumnId[] => {
  const wanted = asked === '' ? USUAL : asked.split(',')
  return COLUMNS.filter((id) => allowed.includes(id) && wanted.includes(id))
}

export const columnsToAsk = (columns: readonly ColumnId[], allowed: readonly ColumnId[]): string => {
  const inOrder = COLUMNS.filter((id) => columns.includes(id)).join(',')
  return inOrder === columnsOf('', allowed).join(',') ? '' : inOrder || NO_COLUMNS
}

export const FILTERS = ['service', 'place', 'status', 'from', 'to', 'registeredFrom', 'registeredTo'] as const

/** The path of the export in a format, with the same query for the preview, the file and the print page. */
export const exportPath = (format: 'xlsx' | 'html' | 'json', asked: Asked, columns: readonly ColumnId[]): string => {
  const query = new URLSearchParams({ format, columns: columns.join(',') })
  for (const key of FILTERS) if (asked[key] !== '') query.set(key, asked[key])
  return `/api/exports/participants?${query}`
}
