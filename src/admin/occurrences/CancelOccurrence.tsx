'use client'
import { useState } from 'react'
import { toast } from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { TextInput } from '@/admin/ui/fields'
import { PeopleList } from '@/admin/ui/PeopleList'
import { usePanelText } from '@/admin/ui/texts'
import type { Occurrence } from './occurrence'
import { OccurrenceLine } from './OccurrenceLine'
import { dataOf } from '@/domain/refusalData'
import type { AffectedPerson } from '@/domain/events/impact'
import { namedBookings } from '@/admin/event/Impact'

type Props = { occurrence: Occurrence; onDone: () => void; onClose: () => void }

/** Asks for a reason. If people are booked, the server names them and a second confirmation is needed. */
export const CancelOccurrence = ({ occurrence, onDone, onClose }: Props) => {
  const t = usePanelText()
  const [reason, setReason] = useState('')
  const [people, setPeople] = useState<AffectedPerson[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const cancel = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await call(`/api/occurrences/${occurrence.id}/cancel`, {
        method: 'POST',
        body: { reason: reason.trim() || null, confirm: people !== null },
      })
      toast.success(t('occurrences.cancelDone'))
      onDone()
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const affected = dataOf(refusal, 'CANCEL_CONFIRM_REQUIRED')
      if (affected) setPeople(affected.participants)
      else setFailure(refusal.message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <ConfirmDialog
      open
      danger
      busy={busy}
      title={t('occurrences.cancelTitle')}
      confirmLabel={people ? t('occurrences.cancelAnyway') : t('occurrences.cancelAction')}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <OccurrenceLine occurrence={occurrence} />
      <TextInput
        label={t('occurrences.cancelReason')}
        hint={t('occurrences.cancelReasonHint')}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      {people && (
        <div className="pr-occ-form__people" role="alert">
          <p>{t('occurrences.cancelConfirm', { count: people.length })}</p>
          <PeopleList people={namedBookings(people)} />
        </div>
      )}
      {failure && (
        <p className="pr-occ-form__error" role="alert">
          {failure}
        </p>
      )}
    </ConfirmDialog>
  )
}
