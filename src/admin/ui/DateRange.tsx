'use client'
import dynamic from 'next/dynamic'
import { useId, useState } from 'react'
import { CalendarIcon } from '@/admin/fields/CalendarIcon'
import { DayInput } from '@/admin/fields/DayInput'
import { namedRange, RANGES, type DayRange } from '@/admin/time/ranges'
import { todayHere } from '@/admin/time/typedDay'
import { isDate } from '@/domain/time/calendar'
import { Dialog } from './Dialog'
import { Loading } from './States'
import { usePanelText } from './texts'
import './range.scss'

const RangeCalendar = dynamic(() => import('./RangeCalendar').then((module) => module.RangeCalendar), {
  ssr: false,
  loading: () => <Loading rows={6} />,
})

type Props = DayRange & { label: string; onChange: (range: DayRange) => void }

/**
 * A range of days, typed or picked from a calendar. An empty side means no limit; the second day is never before the
 * first.
 */
export const DateRange = ({ label, from, to, onChange }: Props) => {
  const id = useId()
  const t = usePanelText()
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<'from' | 'to' | null>(null)

  const type = (end: 'from' | 'to', typed: string | null): void => {
    const day = typed ?? ''
    const understood = day === '' || isDate(day)
    setWrong(understood ? null : end)
    if (!understood) return
    const range = { from, to, [end]: day }
    const backwards = range.from !== '' && range.to !== '' && range.to < range.from
    onChange(backwards ? { from: day, to: day } : range)
  }
  const choose = (range: DayRange): void => {
    setWrong(null)
    setOpen(false)
    onChange(range)
  }
  const field = (end: 'from' | 'to', value: string) => (
    <>
      <label htmlFor={`${id}-${end}`}>{t(`ui.ends.${end}`)}</label>
      <DayInput
        id={`${id}-${end}`}
        className="pr-input"
        value={value}
        label={`${label}: ${t(`ui.ends.${end}`)}`}
        withCalendar={false}
        describedBy={wrong === end ? `${id}-error` : undefined}
        onChange={(day) => type(end, day)}
      />
    </>
  )

  return (
    <fieldset className="pr-field pr-range">
      <legend className="pr-field__label">{label}</legend>
      <div className="pr-range__days">
        {field('from', from)}
        {field('to', to)}
        <button
          type="button"
          className="pr-button pr-range__open"
          aria-haspopup="dialog"
          aria-label={`${label}: ${t('ui.openCalendar')}`}
          onClick={() => setOpen(true)}
        >
          <CalendarIcon />
        </button>
      </div>
      {wrong && (
        <p className="pr-error" id={`${id}-error`} role="alert">
          {t('ui.notADay')}
        </p>
      )}
      <Dialog
        open={open}
        size="narrow"
        title={label}
        onClose={() => setOpen(false)}
        footer={
          (from || to) && (
            <button type="button" className="pr-button" onClick={() => choose({ from: '', to: '' })}>
              {t('ui.clear')}
            </button>
          )
        }
      >
        <div className="pr-range__named">
          {RANGES.map((name) => (
            <button
              key={name}
              type="button"
              className="pr-button"
              onClick={() => choose(namedRange(name, todayHere()))}
            >
              {t(`ui.range.${name}`)}
            </button>
          ))}
        </div>
        <p className="pr-muted">{t('ui.rangeHint')}</p>
        <RangeCalendar from={from} to={to} onChange={choose} />
      </Dialog>
    </fieldset>
  )
}
