'use client'
import { useDocumentInfo, useDocumentTitle, useForm, useFormFields, useFormModified } from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { isDate } from '@/domain/time/calendar'
import { useEffect, useState } from 'react'
import { type Impact, ImpactView } from './Impact'
import { RulePreview } from './RulePreview'
import { useEventHours, useLineHours, useSetField } from './useLine'
import { useWide } from './useWide'

const PAUSE_MS = 600

/** What the unsaved change would do to all dates, asked while the form is edited. */
const useImpact = (id: string | number | undefined): Impact | null => {
  const { getData } = useForm()
  const modified = useFormModified()
  const [impact, setImpact] = useState<Impact | null>(null)
  // A value for everything typed, so that each change asks anew.
  const typed = useFormFields(([fields]) =>
    modified && id ? JSON.stringify(Object.entries(fields).map(([path, { value }]) => [path, value])) : null,
  )
  useEffect(() => {
    setImpact(null)
    if (typed === null) return
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const body = { ...getData(), scope: 'all' }
        setImpact(await call<Impact>(`/api/events/${id}/preview`, { method: 'POST', body, signal: controller.signal }))
      } catch (thrown) {
        // What can't be saved yet has no effect to show; saving says why.
        if (!controller.signal.aborted) refusalOf(thrown)
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [typed])
  return impact
}

/**
 * A new series starts with the most common rule; an existing one is left alone. Not done by the form of the rule, which
 * the panel shows only after a while: whoever types fast has saved by then.
 */
const useUsualRule = () => {
  const set = useSetField()
  const isBare = useFormFields(
    ([fields]) => fields.type?.value === 'recurring' && !fields['recurrence.frequency']?.value && !fields.rrule?.value,
  )
  useEffect(() => {
    if (isBare) set('recurrence.frequency', 'weekly')
  }, [isBare])
}

/** Beside the form, always in sight: when it takes place, its next dates, and who is affected by the change. */
export const EventSummary = () => {
  const t = usePanelText()
  const formats = useFormats()
  const wide = useWide()
  const { id } = useDocumentInfo()
  const { title: heading, setDocumentTitle } = useDocumentTitle()
  const newEvent = t('eventForm.newEvent')
  const hours = useEventHours()
  const lines = useLineHours()
  const impact = useImpact(id)
  useUsualRule()
  const [title, type, date, capacity] = useFormFields(([fields]) =>
    [fields.title, fields.type, fields.date, fields.capacity].map((field) => field?.value),
  )

  // A new event is called so until it has a name. A frame later: Payload sets its own title after this effect.
  const named = Boolean(id) || (typeof title === 'string' && title.trim() !== '')
  useEffect(() => {
    if (named || heading === newEvent) return
    const frame = requestAnimationFrame(() => setDocumentTitle(newEvent))
    return () => cancelAnimationFrame(frame)
  }, [named, heading, newEvent])

  const facts = [
    type !== 'recurring' && isDate(date) ? formats.day(date) : null,
    hours ? t(hours.endsNextDay ? 'ui.nightHours' : 'ui.hours', { from: hours.startTime, to: hours.endTime }) : null,
    lines.length > 0 ? t('eventForm.countServices', { count: lines.length }) : null,
    typeof capacity === 'number' && capacity > 0 ? t('eventForm.countPeople', { count: capacity }) : null,
  ].filter((fact) => fact !== null)

  return (
    <section className="pr-summary field-type" aria-labelledby="pr-summary-title">
      <h3 id="pr-summary-title">{t('eventForm.summary')}</h3>
      <p>{facts.length > 0 ? facts.join(' · ') : t('eventForm.summaryEmpty')}</p>
      {wide && type === 'recurring' && <RulePreview path="recurrence" disabled={false} />}
      {impact && (
        <div className="pr-summary__impact" aria-live="polite">
          <h4>{t('eventForm.impactAll')}</h4>
          <ImpactView impact={impact} />
        </div>
      )}
    </section>
  )
}
