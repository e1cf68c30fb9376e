'use client'
import { RelationshipField, useField, useForm } from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import type { Service } from '@/payload-types'
import { timeAfter } from '@/domain/events/hours'
import { isTime } from '@/domain/time/calendar'
import type { RelationshipFieldClientComponent } from 'payload'
import { useEffect, useRef } from 'react'

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

/**
 * A service of the catalogue. Choosing one proposes what the catalogue says about it where nothing is
 * typed yet; the server completes and checks the same way.
 */
export const ServiceField: RelationshipFieldClientComponent = (props) => {
  const { path } = props
  const { value } = useField<string | null>({ path })
  const { dispatchFields, getField, setModified } = useForm()
  const before = useRef(value)
  const line = path.replace(/\.service$/, '')

  // Moves the focus to the line that was just added.
  useEffect(() => {
    const active = document.activeElement
    if (!isEmpty(value) || !(active === document.body || active?.closest('#field-services'))) return
    let frame = 0
    const focus = (tries: number) => {
      const input = document.querySelector<HTMLInputElement>(`#field-${path.replace(/\./g, '__')} input`)
      if (input) input.focus()
      else if (tries > 0) frame = requestAnimationFrame(() => focus(tries - 1))
    }
    focus(60)
    return () => cancelAnimationFrame(frame)
  }, [])

  useEffect(() => {
    const previous = before.current
    before.current = value
    if (isEmpty(value) || value === previous) return
    let stale = false
    const of = (name: string) => getField(`${line}.${name}`)?.value
    const set = (name: string, next: unknown) =>
      dispatchFields({ type: 'UPDATE', path: `${line}.${name}`, value: next, valid: true })
    const fill = (service: Service) => {
      const [eventStart, eventEnd, eventCapacity, night] = ['startTime', 'endTime', 'capacity', 'endsNextDay'].map(
        (name) => getField(name)?.value,
      )
      if (isEmpty(of('startTime')) && isTime(eventStart)) set('startTime', eventStart)
      const start = isEmpty(of('startTime')) ? eventStart : of('startTime')
      if (isEmpty(of('endTime')) && isTime(start)) {
        const event = isTime(eventStart) && isTime(eventEnd) ? [eventStart, eventEnd] : ['00:00', '23:59']
        const [startTime = '', endTime = ''] = event
        set('endTime', timeAfter(start, service.minutes, { startTime, endTime, endsNextDay: night === true }))
      }
      if (isEmpty(of('capacity')))
        set(
          'capacity',
          typeof eventCapacity === 'number' ? Math.min(service.capacity, eventCapacity) : service.capacity,
        )
      // A line without a service still has the default booking window, which nobody has chosen yet.
      if (isEmpty(previous) || isEmpty(of('bookingWindow.value'))) {
        set('bookingWindow.value', service.bookingWindow.value)
        set('bookingWindow.unit', service.bookingWindow.unit)
      }
      setModified(true)
    }
    // Without the catalogue the user types the value, so a failure to load it is not shown.
    call<Service>(`/api/services/${value}`).then(
      (service) => !stale && fill(service),
      (thrown) => void refusalOf(thrown),
    )
    return () => {
      stale = true
    }
  }, [value])

  return <RelationshipField {...props} />
}
