'use client'
import { useId, useState } from 'react'
import { toast } from '@payloadcms/ui'
import { completedTime, instantIn } from '@/admin/time/zoned'
import { call, refusalOf } from '@/admin/ui/api'
import { Dialog } from '@/admin/ui/Dialog'
import { TextInput } from '@/admin/ui/fields'
import { PeopleList } from '@/admin/ui/PeopleList'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { DayHours } from '@/domain/events/hours'
import { dateOf, hoursOf, type Occurrence } from './occurrence'
import { dataOf } from '@/domain/refusalData'
import type { AffectedPerson } from '@/domain/events/impact'
import { namedBookings } from '@/admin/event/Impact'
import { refusedFields } from './refusal'

type Values = { start: string; end: string; capacity: string }
type Errors = Partial<Record<keyof Values | 'form', string>>
type Props = { occurrence: Occurrence; onDone: () => void; onClose: () => void }

/** Edits time and capacity of one occurrence. Title, place and service are read-only. */
export const EditOccurrence = ({ occurrence, onDone, onClose }: Props) => {
  const t = usePanelText()
  const { day } = useFormats()
  const { id, title, service, place, date, participants } = occurrence
  const before: Values = { ...hoursOf(occurrence), capacity: String(occurrence.capacity) }
  const hours = useData<DayHours>(`/api/event-days/${occurrence.eventDay}?depth=0`)
  const [values, setValues] = useState(before)
  const [errors, setErrors] = useState<Errors>({})
  const [people, setPeople] = useState<AffectedPerson[] | null>(null)
  const form = useId()
  const [busy, setBusy] = useState(false)

  const set = (change: Partial<Values>) => {
    setValues((now) => ({ ...now, ...change }))
    setErrors({})
    setPeople(null)
  }

  const save = async () => {
    const startsAt = instantIn(dateOf(date, values.start, hours.data), values.start, place.timezone)
    const endsAt = instantIn(dateOf(date, values.end, hours.data), values.end, place.timezone)
    if (!startsAt || !endsAt) {
      setErrors({
        ...(startsAt ? {} : { start: t('occurrences.timeWrong') }),
        ...(endsAt ? {} : { end: t('occurrences.timeWrong') }),
      })
      return
    }
    const body = {
      ...(values.start === before.start ? {} : { startsAt }),
      ...(values.end === before.end ? {} : { endsAt }),
      ...(values.capacity === before.capacity ? {} : { capacity: Number(values.capacity) }),
    }
    if (Object.keys(body).length === 0) return onClose()
    setBusy(true)
    try {
      await call(`/api/occurrences/${id}`, { method: 'PATCH', query: people ? { confirm: 'true' } : undefined, body })
      toast.success(t('occurrences.saved'))
      onDone()
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const affected = dataOf(refusal, 'OCCURRENCE_CHANGE_CONFIRM_REQUIRED')
      if (affected) setPeople(affected.participants)
      else setErrors(refusedFields(refusal, { startsAt: 'start', endsAt: 'end', capacity: 'capacity' }))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      title={t('occurrences.editTitle')}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="pr-button" onClick={onClose}>
            {t('ui.cancel')}
          </button>
          <button
            type="submit"
            form={form}
            className="pr-button pr-button--primary"
            disabled={busy || hours.isLoading}
            aria-busy={busy || undefined}
          >
            {people ? t('occurrences.saveAnyway') : t('occurrences.save')}
          </button>
        </>
      }
    >
      <form
        id={form}
        className="pr-occ-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <dl className="pr-occ-facts">
          <dt>{t('occurrences.event')}</dt>
          <dd>{title}</dd>
          <dt>{t('occurrences.service')}</dt>
          <dd>{service.title}</dd>
          <dt>{t('occurrences.place')}</dt>
          <dd>{place.title}</dd>
          <dt>{t('occurrences.date')}</dt>
          <dd>{day(date)}</dd>
        </dl>
        <div className="pr-occ-form__row">
          <TextInput
            label={t('occurrences.start')}
            value={values.start}
            error={errors.start}
            inputMode="numeric"
            required
            onChange={(start) => set({ start })}
            onBlur={() => setValues((now) => ({ ...now, start: completedTime(now.start) }))}
          />
          <TextInput
            label={t('occurrences.end')}
            value={values.end}
            error={errors.end}
            inputMode="numeric"
            required
            onChange={(end) => set({ end })}
            onBlur={() => setValues((now) => ({ ...now, end: completedTime(now.end) }))}
          />
        </div>
        <p className="pr-occ-form__hint">{t('occurrences.placeClock', { zone: place.timezone })}</p>
        <TextInput
          label={t('occurrences.capacity')}
          type="number"
          inputMode="numeric"
          min={Math.max(1, participants)}
          required
          value={values.capacity}
          error={errors.capacity}
          hint={
            participants === 0 ? t('occurrences.capacityFree') : t('occurrences.capacityHint', { count: participants })
          }
          onChange={(capacity) => set({ capacity })}
        />
        {people && (
          <div className="pr-occ-form__people" role="alert">
            <p>{t('occurrences.timeConfirm', { count: people.length })}</p>
            <PeopleList people={namedBookings(people)} />
          </div>
        )}
        {errors.form && (
          <p className="pr-occ-form__error" role="alert">
            {errors.form}
          </p>
        )}
      </form>
    </Dialog>
  )
}
