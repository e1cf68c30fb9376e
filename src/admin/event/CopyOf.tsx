'use client'
import { useForm, useFormInitializing } from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import type { Event } from '@/payload-types'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { idOf, LINE_FIELDS, useSetField } from './useLine'

/** Not the dates, and nothing that is done once. */
const COPIED = ['title', 'place', 'type', 'startTime', 'endTime', 'endsNextDay', 'capacity', 'rrule'] as const
const OF_RULE = ['frequency', 'interval', 'weekdays', 'monthlyOn', 'monthlyWeek'] as const

const at = (line: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], line)

/** A new event made like another one: everything but its dates and its people. The date is asked. */
export const CopyOf = () => {
  const { addFieldRow } = useForm()
  const initializing = useFormInitializing()
  const set = useSetField()
  const copied = useRef<string | null>(null)
  const source = useSearchParams().get('copy')

  useEffect(() => {
    if (!source || initializing || copied.current === source) return
    copied.current = source
    const fill = (event: Event) => {
      for (const name of COPIED) if (event[name] !== undefined) set(name, event[name])
      for (const name of OF_RULE) set(`recurrence.${name}`, event.recurrence?.[name] ?? null)
      for (const [rowIndex, line] of event.services.entries())
        addFieldRow({
          path: 'services',
          schemaPath: 'events.services',
          rowIndex,
          subFieldState: Object.fromEntries(
            LINE_FIELDS.map((name) => [name, { value: at(line, name), initialValue: null, valid: true }]),
          ),
        })
      document.getElementById(idOf('date'))?.focus()
    }
    // An event that is gone leaves an empty form, which is what the page is without it.
    call<Event>(`/api/events/${encodeURIComponent(source)}?depth=0`).then(fill, (thrown) => void refusalOf(thrown))
  }, [source, initializing])

  return null
}
