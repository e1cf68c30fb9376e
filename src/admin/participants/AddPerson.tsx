'use client'
import { useState } from 'react'
import { capacityForOneMore } from '@/domain/booking/capacityForOneMore'
import { call, refusalOf, type ApiRefusal } from '../ui/api'
import { Dialog } from '../ui/Dialog'
import { TextInput } from '../ui/fields'
import { usePanelText } from '../ui/texts'
import type { FoundVisitor } from '../ui/answers'
import { VisitorPicker } from '../ui/VisitorPicker'
import { NewPersonHere, type Target } from './NewPersonHere'
import type { RosterOccurrence } from './roster'

type Props = { occurrence: RosterOccurrence; changed: () => Promise<void>; onClose: () => void }

/** Adds a person at the door: find or create them, then book, or explain the refusal. */
export const AddPerson = ({ occurrence, changed, onClose }: Props) => {
  const t = usePanelText()
  const [visitor, setVisitor] = useState<FoundVisitor | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const [added, setAdded] = useState<string | null>(null)
  const needed = error ? capacityForOneMore(error.code, occurrence) : null
  const full = occurrence.participants >= occurrence.capacity

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError(null)
    setAdded(null)
    try {
      await work()
    } catch (thrown) {
      setError(refusalOf(thrown))
    } finally {
      await changed()
      setBusy(false)
    }
  }
  const book = async (who: FoundVisitor, { raiseCapacity = false, elsewhere = null }: Target = {}): Promise<void> => {
    const where = elsewhere?.occurrence ?? occurrence.id
    await call('/api/participants', {
      method: 'POST',
      body: { visitor: who.id, occurrence: where, comment: comment.trim() || null, raiseCapacity },
    })
    const facts = { name: who.fullName }
    setAdded(
      elsewhere ? t('participants.addedThere', { ...facts, where: elsewhere.words }) : t('participants.added', facts),
    )
    setVisitor(null)
    setComment('')
  }
  const choose = (who: FoundVisitor | null): void => {
    setVisitor(who)
    setError(null)
    setAdded(null)
  }

  if (typed !== null) {
    return (
      <NewPersonHere
        typed={typed}
        occurrence={occurrence}
        onClose={() => setTyped(null)}
        onReady={(who, target) => {
          setTyped(null)
          choose(who)
          void attempt(() => book(who, target))
        }}
      />
    )
  }
  return (
    <Dialog
      open
      title={t('participants.add')}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="pr-button" onClick={onClose}>
            {added ? t('ui.close') : t('ui.cancel')}
          </button>
          {visitor && needed ? (
            <button
              type="button"
              className="pr-button pr-button--primary"
              disabled={busy}
              onClick={() => void attempt(() => book(visitor, { raiseCapacity: true }))}
            >
              {t('participants.raiseAndAdd', { capacity: needed.service ?? needed.day })}
            </button>
          ) : (
            <button
              type="button"
              className="pr-button pr-button--primary"
              disabled={busy || !visitor}
              onClick={() => visitor && void attempt(() => book(visitor))}
            >
              {t('participants.addThis')}
            </button>
          )}
        </>
      }
    >
      {full && !needed && (
        <p className="pr-note pr-note--yellow">
          {t('participants.fullNote', { taken: occurrence.participants, max: occurrence.capacity })}
        </p>
      )}
      <VisitorPicker label={t('participants.who')} value={visitor} onChange={choose} onCreate={setTyped} autoFocus />
      {visitor && (
        <TextInput
          className="pr-roster__field"
          label={t('participants.comment')}
          value={comment}
          maxLength={1000}
          onChange={setComment}
        />
      )}
      <div aria-live="assertive">
        {error && (
          <div className={`pr-note ${needed ? 'pr-note--yellow' : 'pr-note--red'}`}>
            <p>{error.message}</p>
            {needed && (
              <p>
                {needed.day !== null &&
                  `${t('participants.raiseDay', { from: occurrence.dayCapacity, to: needed.day })} `}
                {needed.service !== null &&
                  t('participants.raiseService', { from: occurrence.capacity, to: needed.service })}
              </p>
            )}
            {error.code === 'REGISTRATION_REQUIRED' && <p>{t('participants.registrationHint')}</p>}
          </div>
        )}
      </div>
      <div role="status">{added && <p className="pr-note pr-note--green">{added}</p>}</div>
    </Dialog>
  )
}
