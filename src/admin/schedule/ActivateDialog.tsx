'use client'
import { Link, toast } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { DayInput } from '@/admin/fields/DayInput'
import { usePanelText } from '@/admin/ui/texts'
import type { NamedEvent } from './scheduled'

type Props = { event: NamedEvent; address: string; onDone: () => void; onClose: () => void }

/** Reactivates an event: a series with its future dates, a one-off event on a new date. */
export const ActivateDialog = ({ event, address, onDone, onClose }: Props) => {
  const t = usePanelText()
  const dateId = useId()
  const [date, setDate] = useState('')
  const [error, setError] = useState<ApiRefusal | null>(null)
  const [busy, setBusy] = useState(false)
  const { title } = event
  const asksDate = event.type === 'oneOff'
  const aboutDate = asksDate && (error?.code === 'ACTIVATION_DATE_REQUIRED' || error?.code === 'VALIDATION')

  const confirm = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await call(`/api/events/${event.id}/activate`, { method: 'POST', body: asksDate && date !== '' ? { date } : {} })
      onClose()
      toast.success(t('schedule.activatedNow', { title }))
      onDone()
    } catch (thrown) {
      setError(refusalOf(thrown))
      setBusy(false)
    }
  }

  return (
    <ConfirmDialog
      open
      title={t('schedule.activateTitle', { title })}
      confirmLabel={t('schedule.activate')}
      busy={busy}
      error={aboutDate ? null : error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t(asksDate ? 'schedule.activateDateText' : 'schedule.activateText')}</p>
      {asksDate && (
        <div className="pr-field">
          <label htmlFor={dateId} className="pr-field__label">
            {t('schedule.newDate')}
          </label>
          <DayInput
            id={dateId}
            className="pr-input"
            value={date}
            onChange={(day) => setDate(day ?? '')}
            describedBy={aboutDate ? `${dateId}-error` : undefined}
          />
          {aboutDate && (
            <p className="pr-error" id={`${dateId}-error`}>
              {error?.message}
            </p>
          )}
        </div>
      )}
      {error?.code === 'ACTIVATION_END_REQUIRED' && (
        <p>
          <Link href={address} prefetch={false}>
            {t('schedule.editRule')}
          </Link>
        </p>
      )}
    </ConfirmDialog>
  )
}
