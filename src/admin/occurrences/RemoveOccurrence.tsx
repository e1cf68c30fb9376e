'use client'
import { useState } from 'react'
import { toast } from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { usePanelText } from '@/admin/ui/texts'
import type { Occurrence } from './occurrence'
import { OccurrenceLine } from './OccurrenceLine'

type Props = { occurrence: Occurrence; onDone: () => void; onCancelInstead: () => void; onClose: () => void }

/**
 * Deletes after a confirmation. If people are booked, the server refuses and cancelling is offered instead, where
 * possible.
 */
export const RemoveOccurrence = ({ occurrence, onDone, onCancelInstead, onClose }: Props) => {
  const t = usePanelText()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [booked, setBooked] = useState(false)

  const remove = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await call(`/api/occurrences/${occurrence.id}`, { method: 'DELETE' })
      toast.success(t('occurrences.removeDone'))
      onDone()
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      setBooked(refusal.code === 'OCCURRENCE_HAS_PARTICIPANTS')
      setFailure(refusal.message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <ConfirmDialog
      open
      danger
      busy={busy}
      title={t('occurrences.removeTitle')}
      confirmLabel={booked ? t('occurrences.cancelInstead') : t('occurrences.removeAction')}
      onConfirm={() => (booked ? onCancelInstead() : void remove())}
      onClose={onClose}
    >
      <OccurrenceLine occurrence={occurrence} />
      {failure === null ? (
        <p>{t('occurrences.removeText')}</p>
      ) : (
        <p className="pr-occ-form__error" role="alert">
          {failure}
        </p>
      )}
    </ConfirmDialog>
  )
}
