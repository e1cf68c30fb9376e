'use client'
import { useState } from 'react'
import { call, refusalOf, type ApiRefusal } from '../ui/api'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { TextInput } from '../ui/fields'
import { usePanelText } from '../ui/texts'
import type { RosterRow } from './roster'

type Props = {
  person: Pick<RosterRow, 'id'> & { visitor: { fullName: string } }
  changed: () => Promise<void>
  onClose: () => void
}

export const CancelBooking = ({ person, changed, onClose }: Props) => {
  const t = usePanelText()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)

  const cancel = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await call(`/api/participants/${person.id}/cancel`, { method: 'POST', body: { reason: reason.trim() || null } })
      await changed()
      onClose()
    } catch (thrown) {
      setError(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      open
      danger
      title={t('participants.cancelTitle')}
      confirmLabel={t('participants.cancelConfirm')}
      busy={busy}
      error={error}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <p>{t('participants.cancelText', { name: person.visitor.fullName })}</p>
      <TextInput label={t('participants.reason')} value={reason} maxLength={500} onChange={setReason} />
    </ConfirmDialog>
  )
}
