'use client'
import { useForm } from '@payloadcms/ui'
import { completedTime } from '@/admin/time/zoned'
import { usePanelText, type PanelText } from '@/admin/ui/texts'
import type { ReactNode } from 'react'
import type { CatalogueService } from './catalogue'
import { idOf, isEmpty, type LineField, useCell, useSetField } from './useLine'

type Props = {
  index: number
  catalogue: CatalogueService[]
  disabled: boolean
  /** null: this reader may not add to the catalogue. */
  onNewService: (() => void) | null
  onRemove: () => void
}

const NEW = 'new'

type CellProps = { path: string; label: string; className: string; children: (id: string, bad: boolean) => ReactNode }

/** One field of a line with its label, which a screen wide enough for a table shows only once, and its error. */
const Cell = ({ path, label, className, children }: CellProps) => {
  const { error } = useCell(path)
  const id = idOf(path)
  return (
    <div className={`pr-lines__cell pr-lines__${className}`}>
      <label htmlFor={id}>{label}</label>
      {children(id, error !== null)}
      {error !== null && (
        <p className="pr-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

const UNITS = ['days', 'occurrences'] as const
const unitText = (unit: (typeof UNITS)[number], t: PanelText): string =>
  unit === 'days' ? t('eventForm.unitDays') : t('eventForm.unitOccurrences')

/** A service of the event as one row: service, from, to, capacity, how far ahead it can be booked. */
export const ServiceLine = ({ index, catalogue, disabled, onNewService, onRemove }: Props) => {
  const t = usePanelText()
  const set = useSetField()
  const { getField } = useForm()
  const at = (name: LineField) => `services.${index}.${name}`
  const service = useCell(at('service')).value as string | null
  const [start, end, capacity, window, unit] = [
    useCell(at('startTime')).value,
    useCell(at('endTime')).value,
    useCell(at('capacity')).value,
    useCell(at('bookingWindow.value')).value,
    useCell(at('bookingWindow.unit')).value,
  ]
  const title = catalogue.find(({ id }) => id === service)?.title ?? t('eventForm.newLine')
  const bad = (id: string, is: boolean) => ({
    'aria-invalid': is || undefined,
    'aria-describedby': is ? `${id}-error` : undefined,
  })

  /** What the catalogue says is proposed where nobody has typed anything else. */
  const choose = (id: string) => {
    if (id === NEW) return onNewService?.()
    const before = catalogue.find((one) => one.id === service)
    const chosen = catalogue.find((one) => one.id === id)
    set(at('service'), id || null)
    if (!chosen) return
    const most = getField('capacity')?.value
    const fit = (places: number) => (typeof most === 'number' && most > 0 ? Math.min(places, most) : places)
    if (isEmpty(capacity) || (before && capacity === fit(before.capacity))) set(at('capacity'), fit(chosen.capacity))
    const untouched =
      !before || (window === before.bookingWindow.value && unit === before.bookingWindow.unit) || isEmpty(window)
    if (!untouched) return
    set(at('bookingWindow.value'), chosen.bookingWindow.value)
    set(at('bookingWindow.unit'), chosen.bookingWindow.unit)
  }
  const time = (name: 'startTime' | 'endTime', value: unknown, label: string) => (
    <Cell path={at(name)} label={label} className="time">
      {(id, is) => (
        <input
          id={id}
          className="pr-input"
          type="text"
          inputMode="numeric"
          placeholder="09:30"
          maxLength={5}
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          disabled={disabled}
          {...bad(id, is)}
          onChange={({ target }) => set(at(name), target.value)}
          onBlur={({ target }) => completedTime(target.value) !== value && set(at(name), completedTime(target.value))}
        />
      )}
    </Cell>
  )
  const number = (name: 'capacity' | 'bookingWindow.value', value: unknown, label: string, most: number) => (
    <Cell path={at(name)} label={label} className="number">
      {(id, is) => (
        <input
          id={id}
          className="pr-input"
          type="number"
          inputMode="numeric"
          min={1}
          max={most}
          value={typeof value === 'number' ? value : ''}
          disabled={disabled}
          {...bad(id, is)}
          onChange={({ target }) => set(at(name), target.value === '' ? null : Number(target.value))}
        />
      )}
    </Cell>
  )

  return (
    <div className="pr-lines__line" role="group" aria-label={`${index + 1}. ${title}`} data-line={index}>
      <Cell path={at('service')} label={t('eventForm.lineService')} className="service">
        {(id, is) => (
          <select
            id={id}
            className="pr-input"
            value={service ?? ''}
            disabled={disabled}
            {...bad(id, is)}
            onChange={({ target }) => choose(target.value)}
          >
            <option value="">{t('eventForm.newLine')}</option>
            {catalogue
              .filter(({ active, id: one }) => active !== false || one === service)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            {onNewService && <option value={NEW}>{t('eventForm.newService')}</option>}
          </select>
        )}
      </Cell>
      {time('startTime', start, t('eventForm.lineFrom'))}
      {time('endTime', end, t('eventForm.lineTo'))}
      {number('capacity', capacity, t('eventForm.lineCapacity'), 100_000)}
      {number('bookingWindow.value', window, t('eventForm.lineWindow'), 730)}
      <Cell path={at('bookingWindow.unit')} label={t('eventForm.lineUnit')} className="unit">
        {(id, is) => (
          <select
            id={id}
            className="pr-input"
            value={unit === 'occurrences' ? 'occurrences' : 'days'}
            disabled={disabled}
            {...bad(id, is)}
            onChange={({ target }) => set(at('bookingWindow.unit'), target.value)}
          >
            {UNITS.map((one) => (
              <option key={one} value={one}>
                {unitText(one, t)}
              </option>
            ))}
          </select>
        )}
      </Cell>
      {!disabled && (
        <button
          type="button"
          className="pr-lines__remove"
          aria-label={t('eventForm.removeLine', { title })}
          title={t('eventForm.removeLine', { title })}
          onClick={onRemove}
        >
          <span aria-hidden="true">×</span>
        </button>
      )}
    </div>
  )
}
