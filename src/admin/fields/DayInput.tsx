'use client'
import { useTranslation } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import { dayAsTyped, todayHere, typedDay } from '@/admin/time/typedDay'
import './day.scss'

type Props = {
  id: string
  value: string | null | undefined
  disabled?: boolean
  onChange: (date: string | null) => void
  label?: string
  describedBy?: string
}

/**
 * A date, typed (24.11, 24.11.2026) or taken from the browser's own calendar. The browser's date field
 * alone would show the order of whoever's system it is.
 */
export const DayInput = ({ id, value, disabled, onChange, label, describedBy }: Props) => {
  const { i18n } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const shown = typed ?? dayAsTyped(value ?? '')
  const known = value && typedDay(value, value) === value ? value : ''
  const ru = i18n.language !== 'en'

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
  const weekday = known ? new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${known}T12:00:00Z`)) : ''

  return (
    <div className="pr-day">
      <input id={id} type="text" inputMode="numeric" autoComplete="off" placeholder={ru ? 'дд.мм.гггг' : 'dd.mm.yyyy'} maxLength={10} value={shown} disabled={disabled} aria-label={label} aria-describedby={describedBy} onChange={(event) => type(event.target.value)} onBlur={settle} />
      {weekday && typed === null && <span className="pr-day__weekday" aria-hidden="true">{weekday}</span>}
      <input ref={calendar} className="pr-day__native" type="date" tabIndex={-1} aria-hidden="true" value={known} disabled={disabled} onChange={(event) => event.target.value && onChange(event.target.value)} />
      <button type="button" className="pr-day__button" disabled={disabled} aria-label={ru ? 'Открыть календарь' : 'Open the calendar'} onClick={() => calendar.current?.showPicker()}>
        <svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
          <rect x="4" y="5.5" width="16" height="14" rx="2" />
          <path d="M4 10h16M8.5 3.5v4M15.5 3.5v4" />
        </svg>
      </button>
    </div>
  )
}
