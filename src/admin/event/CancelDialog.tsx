'use client'
import { toast } from '@payloadcms/ui'
import { call, refusalOf } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { TextInput } from '@/admin/ui/fields'
import { PeopleList } from '@/admin/ui/PeopleList'
import { usePanelText } from '@/admin/ui/texts'
import { useState } from 'react'
import { named } from './Impact'
import { dataOf } from '@/domain/refusalData'
import type { AffectedPerson } from '@/domain/events/impact'
import './event.scss'

type Props = { path: `/api/${string}/cancel`; title: string; onClose: () => void; onCancelled: () => void }

/** Cancels a date or one of its services. If people are booked, the server first answers with their names. */
export const CancelDialog = ({ path, title, onClose, onCancelled }: Props) => {
  const t = usePanelText()
  const [reason, setReason] = useState('')
  const [people, setPeople] = useState<AffectedPerson[] | null>(null)
  const [busy, setBusy] = useState(false)

  const cancel = async () => {
    setBusy(true)
    try {
      await call(path, { method: 'POST', body: { reason, confirm: people !== null } })
      toast.success(t('eventForm.cancelledDone'))
      onCancelled()
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const affected = dataOf(refusal, 'CANCEL_CONFIRM_REQUIRED')
      if (affected) setPeople(affected.participants)
      else toast.error(refusal.message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <ConfirmDialog
      open
      danger
      title={title}
      busy={busy}
      confirmLabel={t(people ? 'eventForm.cancelConfirmPeople' : 'eventForm.cancelConfirm')}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <div className="pr-change">
        <p>{t('eventForm.cancelText')}</p>
        <TextInput label={t('eventForm.reason')} value={reason} onChange={setReason} />
        <div aria-live="polite">
          {people && (
            <section className="pr-impact__people">
              <h3>{t('eventForm.cancelPeople', { count: people.length })}</h3>
              <PeopleList people={named(people)} />
            </section>
          )}
        </div>
      </div>
    </ConfirmDialog>
  )
}
