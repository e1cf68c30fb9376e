'use client'
import { useDocumentInfo, useField, useFormFields, useTranslation } from '@payloadcms/ui'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { AnswerOf } from '@/endpoints/http/route'
import type { previewRecurrenceRoute } from '@/endpoints/recurrence'
import { todayHere } from '@/admin/time/typedDay'
import { isDate } from '@/domain/time/calendar'
import { useEffect, useState } from 'react'

type Preview = AnswerOf<typeof previewRecurrenceRoute>

const RULE = ['frequency', 'interval', 'weekdays', 'monthlyOn', 'monthlyWeek', 'end', 'count', 'until']

/** The sentences of a refusal: those of its fields if it names any, otherwise its own. */
const sentences = ({ message, errors }: ApiRefusal): string[] => {
  const ofFields = errors.flatMap(({ data }) => (data?.errors ?? []).map((one) => one.message))
  return ofFields.length > 0 ? [...new Set(ofFields)] : [message]
}

/** The rule in words and its next ten dates, asked from the server while the rule is being edited. */
export const RulePreview = ({ path, disabled }: { path: string; disabled: boolean }) => {
  const t = usePanelText()
  const formats = useFormats()
  const { i18n } = useTranslation()
  const { id } = useDocumentInfo()
  const date = useField<string>({ path: 'date' })
  const [answer, setAnswer] = useState<Preview | null>(null)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)
  const [asking, setAsking] = useState(false)
  const today = todayHere()
  const question = useFormFields(([fields]) => {
    const first = fields.date?.value
    if (!isDate(first)) return null
    const recurrence = Object.fromEntries(RULE.map((name) => [name, fields[`${path}.${name}`]?.value]))
    const skipDates = Object.keys(fields)
      .filter((key) => /^skipDates\.\d+\.date$/.test(key))
      .map((key) => fields[key]?.value)
      .filter(isDate)
    const rule = recurrence.frequency ? { recurrence } : { rrule: fields.rrule?.value }
    return 'rrule' in rule && !rule.rrule
      ? null
      : JSON.stringify({ date: first, skipDates, limit: 10, ...rule, ...(first < today && { from: today }) })
  })

  useEffect(() => {
    if (question === null) return
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      setAsking(true)
      try {
        setAnswer(
          await call<Preview>('/api/recurrence/preview', {
            method: 'POST',
            body: JSON.parse(question),
            signal: controller.signal,
          }),
        )
        setRefused(null)
      } catch (thrown) {
        if (!controller.signal.aborted) setRefused(refusalOf(thrown))
      } finally {
        if (!controller.signal.aborted) setAsking(false)
      }
    }, 300)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [question])

  const [nearest] = answer?.dates ?? []
  const text = answer?.text[i18n.language === 'en' ? 'en' : 'ru'] ?? ''
  return (
    <div className="pr-preview" aria-live="polite" aria-busy={asking}>
      {question === null && <p className="pr-preview__note">{t('eventForm.previewNeedsDate')}</p>}
      {question !== null &&
        refused &&
        sentences(refused).map((one) => (
          <p key={one} className="pr-preview__error">
            {one}
          </p>
        ))}
      {question !== null && !refused && answer && (
        <>
          <p className="pr-preview__text">{text.charAt(0).toLocaleUpperCase(i18n.language) + text.slice(1)}</p>
          {/* A running series goes on with its next date: its first one may lie before a changed rule. */}
          {!answer.dateMatches && !(id && date.initialValue === date.value && date.value < today) && (
            <div className="pr-preview__hint">
              <p>{t('eventForm.dateMismatch', { date: formats.day(date.value) })}</p>
              {nearest && !disabled && (
                <button type="button" className="pr-button" onClick={() => date.setValue(nearest)}>
                  {t('eventForm.takeNearest', { date: formats.day(nearest) })}
                </button>
              )}
            </div>
          )}
          <h4>{t('eventForm.previewTitle')}</h4>
          {answer.dates.length === 0 ? (
            <p>{t('eventForm.previewNone')}</p>
          ) : (
            <ol className="pr-preview__dates">
              {answer.dates.map((one) => (
                <li key={one}>
                  <time dateTime={one}>{formats.dayShort(one)}</time>
                </li>
              ))}
              {answer.more && <li aria-hidden="true">…</li>}
            </ol>
          )}
        </>
      )}
    </div>
  )
}
