'use client'
import { toast } from '@payloadcms/ui'
import { clockIn, completedTime } from '@/admin/time/zoned'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { TextInput } from '@/admin/ui/fields'
import { PeopleList } from '@/admin/ui/PeopleList'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { faultsOf } from '@/admin/ui/useRefuse'
import { followHours } from '@/domain/events/followHours'
import type { DayHours } from '@/domain/events/hours'
import type { AffectedPerson } from '@/domain/events/impact'
import { dataOf } from '@/domain/refusalData'
import { isTime } from '@/domain/time/calendar'
import { useState } from 'react'
import type { DateOfEvent, ServiceOfDate } from './dates'
import { named } from './Impact'
import type { Saved } from './saveEvent'
import './event.scss'

type Props = {
  event: string
  day: DateOfEvent
  services: ServiceOfDate[]
  titleOf: (service: unknown) => string
  onClose: () => void
  onSaved: (warnings: Saved['warnings']) => void
}

const textOf = ({ startTime, endTime }: Pick<DayHours, 'startTime' | 'endTime'>): string => `${startTime}–${endTime}`

/** The hours and the capacity of one date, its services moved along unless somebody does not want that. */
export const DayDialog = ({ event, day, services, titleOf, onClose, onSaved }: Props) => {
  const t = usePanelText()
  const formats = useFormats()
  const [startTime, setStart] = useState(day.startTime)
  const [endTime, setEnd] = useState(day.endTime)
  const [capacity, setCapacity] = useState(String(day.capacity))
  const [night, setNight] = useState(day.endsNextDay)
  const [along, setAlong] = useState(true)
  const [people, setPeople] = useState<AffectedPerson[] | null>(null)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)
  const [busy, setBusy] = useState(false)

  const open = services.filter(({ status }) => status === 'scheduled')
  const before = open.map(({ startsAt, endsAt, timezone }) => ({
    startTime: clockIn(startsAt, timezone),
    endTime: clockIn(endsAt, timezone),
  }))
  const hours = { startTime: completedTime(startTime), endTime: completedTime(endTime) }
  const overnight = hours.endTime <= hours.startTime
  const now: DayHours = { ...hours, endsNextDay: overnight && night }
  const moved = isTime(now.startTime) && isTime(now.endTime) ? followHours(before, day, now) : null
  const faults = refused ? faultsOf(refused) : []
  const faultOf = (path: string): string | null => faults.find((fault) => fault.path === path)?.message ?? null
  const otherwise = refused && !['startTime', 'endTime', 'capacity'].some((path) => faultOf(path)) ? refused : null
  /** What was agreed to is no longer what would be saved. */
  const typed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setPeople(null)
      setRefused(null)
    }

  const save = async () => {
    setBusy(true)
    setRefused(null)
    const lines = along ? moved : null
    const query = new URLSearchParams({ scope: 'day', date: day.date, ...(people && { confirm: 'true' }) })
    try {
      const { warnings } = await call<Saved>(`/api/events/${event}?${query}`, {
        method: 'PATCH',
        body: {
          ...now,
          capacity: capacity === '' ? null : Number(capacity),
          ...(lines && {
            services: lines.map((line, index) => ({ id: open[index]?.line, service: open[index]?.service, ...line })),
          }),
        },
      })
      toast.success(t('eventForm.savedDay', { date: formats.day(day.date), hours: textOf(now) }))
      onSaved(warnings)
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const affected = dataOf(refusal, 'EVENT_CHANGE_CONFIRM_REQUIRED')
      if (affected) setPeople(affected.participants)
      else setRefused(refusal)
    } finally {
      setBusy(false)
    }
  }
  const time = (label: string, value: string, set: (value: string) => void, path: string, first?: true) => (
    <TextInput
      label={label}
      inputMode="numeric"
      maxLength={5}
      autoComplete="off"
      value={value}
      error={faultOf(path)}
      data-focus-first={first}
      onChange={typed(set)}
      onFocus={({ target }) => target.select()}
      onBlur={({ target }) => set(completedTime(target.value))}
    />
  )

  return (
    <ConfirmDialog
      open
      danger={people !== null}
      busy={busy}
      title={t('eventForm.changeDayTitle', { date: formats.day(day.date) })}
      error={otherwise}
      confirmLabel={t(people ? 'eventForm.confirmPeople' : 'eventForm.save')}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      {/* No form of its own: it stands in the form of the event, which Enter must not save. */}
      <div
        className="pr-one-day"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target as HTMLElement).matches('input')) return
          event.preventDefault()
          if (!busy) void save()
        }}
      >
        <div className="pr-one-day__fields">
          {time(t('eventForm.lineFrom'), startTime, setStart, 'startTime', true)}
          {time(t('eventForm.lineTo'), endTime, setEnd, 'endTime')}
          <TextInput
            label={t('eventForm.lineCapacity')}
            type="number"
            min={1}
            value={capacity}
            error={faultOf('capacity')}
            onChange={typed(setCapacity)}
          />
        </div>
        {overnight && isTime(hours.endTime) && (
          <label className="pr-check">
            <input type="checkbox" checked={night} onChange={({ target }) => typed(setNight)(target.checked)} />
            {t('eventForm.untilNextDay', { time: hours.endTime })}
          </label>
        )}
        {moved && (
          <label className="pr-check">
            <input type="checkbox" checked={along} onChange={({ target }) => typed(setAlong)(target.checked)} />
            {t('eventForm.moveLines')}
          </label>
        )}
        {moved && along && (
          <ul className="pr-one-day__moved" aria-live="polite">
            {moved.map((line, index) => {
              const [was, one] = [before[index], open[index]]
              return was && one && textOf(was) !== textOf(line) ? (
                <li key={one.id}>
                  {titleOf(one.service)}: {textOf(was)} → {textOf(line)}
                </li>
              ) : null
            })}
          </ul>
        )}
        <div aria-live="polite">
          {people && (
            <section className="pr-impact__people">
              <h3>{t('eventForm.fateMoved', { count: people.length })}</h3>
              <PeopleList people={named(people)} />
            </section>
          )}
        </div>
      </div>
    </ConfirmDialog>
  )
}
