'use client'
import { useTranslation } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import { dayAsTyped, todayHere, typedDay } from '@/admin/time/typedDay'
import { usePanelText } from '@/admin/ui/texts'
import { CalendarIcon } from './CalendarIcon'
import './day.scss'

type Props = {
  id: string
  value: string | null | undefined
  disabled?: boolean
  onChange: (date: string | null) => void
  label?: string
  describedBy?: string
  className?: string
  /** false if a separate calendar is shown beside it. */
  withCalendar?: boolean
}

/**
 * A date, typed (24.11, 24.11.2026) or taken from the browser's own calendar. The browser's date field
 * alone would show the order of whoever's system it is.
 */
export const DayInput = ({
  id,
  value,
  disabled,
  onChange,
  label,
  describedBy,
  className,
  withCalendar = true,
}: Props) => {
  const t = usePanelText()
  const { i18n } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const shown = typed ?? dayAsTyped(value ?? '')
  const known = value && typedDay(value, value) === value ? value : ''

  const type = (text: string) => {
    setTyped(text)
    const complete = /^(\d{2}\.\d{2}\.\d{4}|\d{8}|\d{4}-\d{2}-\d{2})$/.test(text) ? typedDay(text, todayHere()) : null
    if (complete) onChange(complete)
  }
  const settle = () => {
    if (typed === null) return
    onChange(typed.trim() === '' ? null : (typedDay(typed, todayHere()) ?? typed))
    setTyped(null)
  }
  const weekday = known
    ? new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' }).format(
        new Date(`${known}T12:00:00Z`),
      )
    : ''

  return (
    <div className={`pr-day${withCalendar ? '' : ' pr-day--plain'}`}>
      <input
        id={id}
        className={className}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('ui.dayHint')}
        maxLength={10}
        value={shown}
        disabled={disabled}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
      />
      {weekday && typed === null && (
        <span className="pr-day__weekday" aria-hidden="true">
          {weekday}
        </span>
      )}
      {withCalendar && (
        <>
          <input
            ref={calendar}
            className="pr-day__native"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={known}
            disabled={disabled}
            onChange={(event) => event.target.value && onChange(event.target.value)}
          />
          <button
            type="button"
            className="pr-day__button"
            disabled={disabled}
            aria-label={t('ui.openCalendar')}
            onClick={() => calendar.current?.showPicker()}
          >
            <CalendarIcon />
          </button>
        </>
      )}
    </div>
  )
}
