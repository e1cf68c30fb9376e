'use client'
import { useState } from 'react'
import { DayPicker } from 'react-day-picker'
import { enGB } from 'react-day-picker/locale/en-GB'
import { ru } from 'react-day-picker/locale/ru'
import { dateHere, dayHere } from '@/admin/time/typedDay'
import type { DayRange } from '@/admin/time/ranges'
import { usePanelLanguage } from './texts'
import 'react-day-picker/style.css'
import './range.scss'

type Props = DayRange & { onChange: (range: DayRange) => void }

/** A month in which the first click chooses the first day and the second click the last day. */
export const RangeCalendar = ({ from, to, onChange }: Props) => {
  const language = usePanelLanguage()
  const [begun, setBegun] = useState<string | null>(null)
  const start = begun ?? from
  const end = begun ?? to
  const chosen = start || end ? { from: dateHere(start || end), to: dateHere(end || start) } : undefined

  const choose = (date: Date): void => {
    const day = dayHere(date)
    if (begun === null) return setBegun(day)
    setBegun(null)
    onChange(day < begun ? { from: day, to: begun } : { from: begun, to: day })
  }

  return (
    <DayPicker
      className="pr-calendar"
      mode="range"
      autoFocus
      fixedWeeks
      showOutsideDays
      locale={language === 'en' ? enGB : ru}
      defaultMonth={chosen?.from}
      selected={chosen}
      onSelect={(_range, day) => choose(day)}
    />
  )
}
