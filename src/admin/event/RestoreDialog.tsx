'use client'
import { toast } from '@payloadcms/ui'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { Dialog } from '@/admin/ui/Dialog'
import { usePanelText } from '@/admin/ui/texts'
import { useState } from 'react'
import { bookAgain, type CancelledThen, type RestorePath } from './restore'
import './event.scss'

type Props = {
  path: RestorePath
  /** «Вернуть вторник, 1 декабря?» */
  title: string
  /** The service of an occurrence, to tell the bookings of one person on a whole date apart. */
  serviceOf?: (occurrence: string) => string | null
  onClose: () => void
  /** It is back, or somebody is booked again: what is shown has to be read again. */
  onChanged: () => void
}

/**
 * Puts a cancelled date or occurrence back, and offers those who lost their booking by its cancellation: nobody is
 * booked again without being ticked. For every list that shows something cancelled.
 */
export const RestoreDialog = ({ path, title, serviceOf, onClose, onChanged }: Props) => {
  const t = usePanelText()
  const [people, setPeople] = useState<CancelledThen | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ApiRefusal | null>(null)

  const restore = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { cancelledThen } = await call<{ cancelledThen: CancelledThen }>(path, { method: 'POST', body: {} })
      toast.success(t('eventForm.restored'))
      onChanged()
      if (cancelledThen.length > 0) setPeople(cancelledThen)
      else onClose()
    } catch (thrown) {
      setFailure(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  if (people)
    return <BookAgain title={title} people={people} serviceOf={serviceOf} onClose={onClose} onChanged={onChanged} />
  return (
    <ConfirmDialog
      open
      busy={busy}
      title={title}
      error={failure}
      confirmLabel={t('eventForm.restoreConfirm')}
      onConfirm={() => void restore()}
      onClose={onClose}
    >
      <p>{t('eventForm.restoreText')}</p>
    </ConfirmDialog>
  )
}

type Offer = Pick<Props, 'title' | 'serviceOf' | 'onClose' | 'onChanged'> & { people: CancelledThen }

/** Those who lost their booking, by name. Each is booked in the ordinary way, and each has its own refusal. */
const BookAgain = ({ title, people, serviceOf, onClose, onChanged }: Offer) => {
  const t = usePanelText()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<ReadonlyMap<string, ApiRefusal>>(new Map())
  const [busy, setBusy] = useState(false)
  const left = people.filter(({ participant }) => !done.has(participant))
  const all = left.length > 0 && left.every(({ participant }) => chosen.has(participant))
  const toggle = (participant: string) =>
    setChosen(
      new Set(chosen.has(participant) ? [...chosen].filter((one) => one !== participant) : [...chosen, participant]),
    )

  const book = async () => {
    setBusy(true)
    const answer = await bookAgain(left.filter(({ participant }) => chosen.has(participant)))
    setBusy(false)
    setDone(new Set([...done, ...answer.done]))
    setRefused(answer.refused)
    setChosen(new Set(answer.refused.keys()))
    if (answer.done.size === 0) return
    toast.success(t('eventForm.bookedAgain', { count: answer.done.size }))
    onChanged()
    if (answer.done.size === left.length) onClose()
  }

  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="pr-button" onClick={onClose}>
            {t(done.size > 0 ? 'ui.close' : 'eventForm.bookNobody')}
          </button>
          <button
            type="button"
            className="pr-button pr-button--primary"
            disabled={busy || chosen.size === 0}
            aria-busy={busy || undefined}
            onClick={() => void book()}
          >
            {chosen.size === 0 ? t('eventForm.bookAgain') : t('eventForm.bookAgainCount', { count: chosen.size })}
          </button>
        </>
      }
    >
      <p>{t('eventForm.cancelledThen', { count: people.length })}</p>
      {left.length > 1 && (
        <label className="pr-check">
          <input
            type="checkbox"
            checked={all}
            disabled={busy}
            data-focus-first
            onChange={() => setChosen(new Set(all ? [] : left.map(({ participant }) => participant)))}
          />
          {t('eventForm.everybody')}
        </label>
      )}
      <ul className="pr-again" aria-live="polite">
        {people.map(({ participant, occurrence, visitor, visitorName }) => {
          const service = serviceOf?.(occurrence)
          const refusal = refused.get(participant)
          return (
            <li key={participant}>
              <label className="pr-check">
                <input
                  type="checkbox"
                  checked={done.has(participant) || chosen.has(participant)}
                  disabled={busy || done.has(participant)}
                  onChange={() => toggle(participant)}
                />
                <span>
                  {visitorName ?? visitor}
                  {service && <span className="pr-muted"> · {service}</span>}
                  {done.has(participant) && <span className="pr-muted"> · {t('eventForm.bookedAlready')}</span>}
                </span>
              </label>
              {refusal && <p className="pr-error">{refusal.message}</p>}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
