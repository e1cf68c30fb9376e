'use client'
import {
  FormSubmit,
  toast,
  useConfig,
  useDocumentInfo,
  useEditDepth,
  useForm,
  useFormModified,
  useFormProcessing,
  useHotkey,
  useOperation,
} from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useSubmitAgain } from '@/admin/ui/useSubmitAgain'
import { useRouter } from 'next/navigation'
import type { FormState } from 'payload'
import { useRef, useState } from 'react'
import { ChangeDialog } from './ChangeDialog'
import { type Impact, isQuiet, touchedBy } from './Impact'
import { isSaved, useSaveEvent } from './saveEvent'

const QUIET_FIELDS = ['title', 'announce']

/** The fields of the form that were changed since loading. */
const changedIn = (fields: FormState): string[] =>
  Object.entries(fields)
    .filter(([, { value, initialValue }]) => JSON.stringify(value ?? null) !== JSON.stringify(initialValue ?? null))
    .map(([path]) => path)

/**
 * Saves an event. A change of dates or people is shown before it is made; a series is asked for the
 * scope. What only changes a title is saved straight away.
 */
export const SaveEvent = () => {
  const t = usePanelText()
  const formats = useFormats()
  const router = useRouter()
  const operation = useOperation()
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const { getData, getFields, setModified } = useForm()
  const submit = useSubmitAgain()
  const modified = useFormModified()
  const processing = useFormProcessing()
  const editDepth = useEditDepth()
  const { send, refuse, warn } = useSaveEvent()
  const [asked, setAsked] = useState<Record<string, unknown> | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const creating = operation === 'create'
  const [busy, setBusy] = useState(false)
  const disabled = busy || processing || (!creating && !modified)

  const isSeries = (): boolean => {
    const { value, initialValue } = getFields().type ?? {}
    return value === 'recurring' && initialValue === 'recurring'
  }

  const open = (event: string) => {
    setModified(false)
    router.push(`${config.routes.admin}/collections/events/${event}`)
  }

  const create = async () => {
    const answer = await send('POST', '/api/events', getData())
    if (!isSaved(answer)) return refuse(answer)
    toast.success(t('eventForm.created'))
    warn(answer.warnings)
    open(answer.doc.id)
  }

  /** The rest of the series is a new event, so the form goes on there. */
  const follow = async (data: Record<string, unknown>, query: string, impact: Impact | null) => {
    const answer = await send('PATCH', `/api/events/${id}?${query}`, data)
    if (!isSaved(answer)) return answer
    setAsked(null)
    warn(answer.warnings, touchedBy(impact))
    toast.success(
      answer.created ? t('eventForm.continued', { date: formats.day(answer.created.date) }) : t('eventForm.saved'),
      { duration: 10_000 },
    )
    if (answer.created) return void open(answer.created.id)
    // "Following" from the very first date splits nothing off: the same event is read again.
    setModified(false)
    router.refresh()
  }

  /**
   * Saves through Payload's form with the chosen scope, so errors appear at the fields and the form is clean
   * afterwards.
   */
  const change = async (query: string, impact: Impact | null) => {
    setAsked(null)
    const answer = await submit({ action: `/api/events/${id}?${query}`, method: 'PATCH', skipValidation: true })
    if (answer?.res.ok) warn(impact?.warnings, touchedBy(impact))
  }

  const update = async () => {
    const data = getData() as Record<string, unknown>
    try {
      const impact = await call<Impact>(`/api/events/${id}/preview`, {
        method: 'POST',
        body: { ...data, scope: 'all' },
      })
      const plain = changedIn(getFields()).every((path) => QUIET_FIELDS.includes(path))
      if (isQuiet(impact) && (plain || !isSeries())) {
        await change('scope=all', impact)
        return
      }
    } catch (thrown) {
      // An invalid field is invalid in every scope. Another refusal for all dates may not apply to a single date, for
      // example too few places on one of them.
      const refusal = refusalOf(thrown)
      if (!isSeries() || refusal.code === 'VALIDATION') return refuse(refusal)
    }
    setAsked(data)
  }

  const save = async () => {
    if (busy) return
    setBusy(true)
    try {
      await (creating ? create() : update())
    } finally {
      setBusy(false)
    }
  }

  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    button.current?.click()
  })

  return (
    <>
      <FormSubmit
        buttonId="action-save"
        type="button"
        size="medium"
        disabled={disabled}
        ref={button}
        onClick={() => void save()}
      >
        {t('eventForm.save')}
      </FormSubmit>
      {asked && id && (
        <ChangeDialog
          event={String(id)}
          data={asked}
          series={isSeries()}
          onClose={() => setAsked(null)}
          onSave={change}
          onFollow={follow}
        />
      )}
    </>
  )
}
