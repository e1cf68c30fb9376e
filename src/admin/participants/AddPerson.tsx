'use client'
import { useState } from 'react'
import { ApiRefusal, call } from '../ui/api'
import { Dialog } from '../ui/Dialog'
import { TextInput } from '../ui/fields'
import { usePanelText } from '../ui/texts'
import { VisitorPicker, type FoundVisitor } from '../ui/VisitorPicker'
import { NewVisitor } from './NewVisitor'
import { roomFor, type Room } from './room'
import type { RosterOccurrence } from './roster'

type Props = { occurrence: RosterOccurrence; changed: () => Promise<void>; onClose: () => void }

/** Somebody who stands at the door: found or written down, then booked; and told why not. */
export const AddPerson = ({ occurrence, changed, onClose }: Props) => {
  const t = usePanelText()
  const [visitor, setVisitor] = useState<FoundVisitor | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const [added, setAdded] = useState<string | null>(null)
  const room = error ? roomFor(error.code, occurrence) : null
  const full = occurrence.participants >= occurrence.capacity

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError(null)
    setAdded(null)
    try {
      await work()
    } catch (fault) {
      if (!(fault instanceof ApiRefusal)) throw fault
      setError(fault)
    } finally {
      await changed()
      setBusy(false)
    }
  }
  const book = async (who: FoundVisitor): Promise<void> => {
    await call('/api/participants', {
      method: 'POST',
      body: { visitor: who.id, occurrence: occurrence.id, comment: comment.trim() || null },
    })
    setAdded(who.fullName)
    setVisitor(null)
    setComment('')
  }
  const raise = async ({ steps }: Room, who: FoundVisitor): Promise<void> => {
    for (const { path, capacity } of steps) await call(path, { method: 'PATCH', body: { capacity } })
    await book(who)
  }
  const choose = (who: FoundVisitor | null): void => {
    setVisitor(who)
    setError(null)
    setAdded(null)
  }

  if (typed !== null) {
    return (
      <NewVisitor
        typed={typed}
        onClose={() => setTyped(null)}
        onReady={(who) => {
          setTyped(null)
          choose(who)
          void attempt(() => book(who))
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
          {visitor && room ? (
            <button
              type="button"
              className="pr-button pr-button--primary"
              disabled={busy}
              onClick={() => void attempt(() => raise(room, visitor))}
            >
              {t('participants.raiseAndAdd', { capacity: room.to })}
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
      {full && !room && (
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
          <div className={`pr-note ${room ? 'pr-note--yellow' : 'pr-note--red'}`}>
            <p>{error.message}</p>
            {room && (
              <p>
                {room.wholeDay
                  ? t('participants.raiseDay', { from: occurrence.dayCapacity, to: room.dayTo ?? room.to })
                  : null}{' '}
                {room.service ? t('participants.raiseService', { from: occurrence.capacity, to: room.to }) : null}
              </p>
            )}
            {error.code === 'REGISTRATION_REQUIRED' && <p>{t('participants.registrationHint')}</p>}
          </div>
        )}
      </div>
      <div role="status">
        {added && <p className="pr-note pr-note--green">{t('participants.added', { name: added })}</p>}
      </div>
    </Dialog>
  )
}
