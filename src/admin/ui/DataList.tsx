'use client'
import { Fragment, type MouseEvent, type ReactNode } from 'react'
import { Empty, Failed, Loading } from './States'
import { usePanelText } from './texts'
import './ui.scss'

export type Column<Row> = {
  key: string
  label: string
  render: (row: Row) => ReactNode
  primary?: boolean
  align?: 'start' | 'end'
  /** Left out on a phone, where the row says it in another way or not at all. */
  onlyWide?: boolean
}

type Props<Row> = {
  label?: string
  columns: Column<Row>[]
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  actions?: (row: Row) => ReactNode
  rowClassName?: (row: Row) => string
  empty?: ReactNode
  loading?: boolean
  error?: { message: string } | null
  onRetry?: () => unknown
  /**
   * Reacts to a click anywhere in the row. For the keyboard, the row contains a focusable element that does the same.
   */
  onOpen?: (row: Row) => void
  /** Rows that follow one another and have the same key stand under one heading. */
  group?: { of: (row: Row) => string; heading: (key: string, rows: Row[]) => ReactNode }
}

/** Buttons and links in a row keep their own action, and selecting text does not open the row. */
const meansTheRow = ({ target }: MouseEvent): boolean =>
  target instanceof Element &&
  !target.closest('a, button, input, label, select, summary, [role=menu]') &&
  (window.getSelection()?.toString() ?? '') === ''

type Looks = Pick<Column<unknown>, 'primary' | 'align' | 'onlyWide'>
const classOf = ({ primary, align, onlyWide }: Looks): string =>
  ['pr-list__cell', primary && 'pr-list__cell--primary', align === 'end' && 'pr-list__end', onlyWide && 'pr-list__wide']
    .filter(Boolean)
    .join(' ')

/**
 * A table on wide screens; below 768 px every row is a card with the labels inside. The roles keep it a
 * table for those who listen.
 */
export const DataList = <Row,>({
  label,
  columns,
  rows,
  rowKey,
  actions,
  rowClassName,
  empty,
  loading,
  error,
  onRetry,
  onOpen,
  group,
}: Props<Row>) => {
  const t = usePanelText()
  const beginsGroup = (row: Row, index: number): boolean => {
    const before = rows?.[index - 1]
    return group !== undefined && (before === undefined || group.of(before) !== group.of(row))
  }
  if (error && !rows) return <Failed error={error} onRetry={onRetry} />
  if (!rows) return <Loading />
  if (rows.length === 0) return loading ? <Loading /> : <>{empty ?? <Empty />}</>
  return (
    <>
      {error && <Failed error={error} onRetry={onRetry} />}
      <table className="pr-list" role="table" aria-label={label} aria-busy={loading || undefined}>
        <thead role="rowgroup" className="pr-list__head">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={`${column.align === 'end' ? 'pr-list__end' : ''}${column.onlyWide ? ' pr-list__wide' : ''}`}
              >
                {column.label}
              </th>
            ))}
            {actions && (
              <th role="columnheader" scope="col">
                <span className="pr-hidden">{t('ui.actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <Fragment key={rowKey(row)}>
              {beginsGroup(row, index) && (
                <tr role="row" className="pr-list__group">
                  <th role="rowheader" scope="rowgroup" colSpan={columns.length + (actions ? 1 : 0)}>
                    {group?.heading(
                      group.of(row),
                      rows.filter((other) => group.of(other) === group.of(row)),
                    )}
                  </th>
                </tr>
              )}
              <tr
                role="row"
                className={`pr-list__row${onOpen ? ' pr-list__row--opens' : ''} ${rowClassName?.(row) ?? ''}`}
                onClick={onOpen && ((event) => meansTheRow(event) && onOpen(row))}
              >
                {columns.map((column) => (
                  <td key={column.key} role="cell" className={classOf(column)}>
                    <span className="pr-list__label" aria-hidden="true">
                      {column.label}
                    </span>
                    <div className="pr-list__value">{column.render(row)}</div>
                  </td>
                ))}
                {actions && (
                  <td role="cell" className="pr-list__cell pr-list__cell--actions">
                    <div className="pr-list__actions">{actions(row)}</div>
                  </td>
                )}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  )
}
