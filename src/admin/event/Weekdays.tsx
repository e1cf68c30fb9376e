'use client'
import { useTranslation } from '@payloadcms/ui'
import { FORM_WEEKDAYS } from '@/domain/recurrence/form'
import { weekdayOf } from './ruleForm'

type Props = {
  date: string | null
  value: string[]
  label: string
  disabled: boolean
  onChange: (weekdays: string[]) => void
}

/** 2 to 8 November 2026, a Monday to a Sunday: only for the names of the days. */
const nameOf = (index: number, weekday: 'short' | 'long', language: string): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 10, 2 + index)))

/**
 * The days of the week as toggle buttons. If none is chosen, the first date's own weekday counts and is shown as
 * chosen.
 */
export const Weekdays = ({ date, value, label, disabled, onChange }: Props) => {
  const { i18n } = useTranslation()
  const own = weekdayOf(date)
  const pressed = value.length > 0 ? value : own ? [own] : []
  const toggle = (day: string) => {
    const next = FORM_WEEKDAYS.filter((one) => (one === day ? !pressed.includes(day) : pressed.includes(one)))
    if (next.length > 0) onChange(next)
  }
  return (
    <fieldset className="pr-weekdays">
      <legend>{label}</legend>
      <div className="pr-weekdays__days">
        {FORM_WEEKDAYS.map((day, index) => (
          <button
            key={day}
            type="button"
            disabled={disabled}
            aria-pressed={pressed.includes(day)}
            aria-label={`${nameOf(index, 'short', i18n.language)}, ${nameOf(index, 'long', i18n.language)}`}
            onClick={() => toggle(day)}
          >
            {nameOf(index, 'short', i18n.language)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
