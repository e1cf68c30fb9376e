'use client'
import { useState } from 'react'
import { type Slot, useNewVisitorSlots, useSlotWords, useTitles } from '../people/slots'
import { capacityForOneMore } from '@/domain/booking/capacityForOneMore'
import type { FoundVisitor } from '../ui/answers'
import { Dialog } from '../ui/Dialog'
import { Failed, Loading } from '../ui/States'
import { usePanelText } from '../ui/texts'
import { NewVisitor } from './NewVisitor'
import type { RosterOccurrence } from './roster'

/** Where somebody new is booked: here, unless `elsewhere`. */
export type Target = { raiseCapacity?: boolean; elsewhere?: { occurrence: string; words: string } | null }

type Props = {
  typed: string
  occurrence: RosterOccurrence
  onReady: (visitor: FoundVisitor, target: Target) => void
  onClose: () => void
}

const OFFERED = 3

/**
 * Asks whether somebody new could be booked here before anybody is written down. If not, it says why and offers the
 * nearest registrations, of this place first on the same day.
 */
export const NewPersonHere = ({ typed, occurrence, onReady, onClose }: Props) => {
  const t = usePanelText()
  const titleOf = useTitles()
  const { when, why } = useSlotWords()
  const { slots, error } = useNewVisitorSlots(occurrence.date)
  const [target, setTarget] = useState<Target | null>(null)
  const here = slots?.find((slot) => slot.occurrence === occurrence.id)
  const chosen = target ?? (here?.state === 'open' ? {} : null)
  if (chosen)
    return (
      <NewVisitor
        typed={typed}
        where={chosen.elsewhere?.words ?? null}
        onReady={(visitor) => onReady(visitor, chosen)}
        onClose={target ? () => setTarget(null) : onClose}
      />
    )
  const needed = here ? capacityForOneMore(here.code ?? undefined, occurrence) : null
  const nearest = (slots ?? [])
    .filter(({ state, endsAt }) => state === 'open' && new Date(endsAt) > new Date())
    .sort((a, b) => a.date.localeCompare(b.date) || Number(isHere(b)) - Number(isHere(a)) || later(a, b))
    .slice(0, OFFERED)
  function isHere({ place }: Slot): boolean {
    return place === occurrence.place.id
  }
  const wordsOf = (slot: Slot): string => `${when(slot)}, ${titleOf(slot.service)}, ${titleOf(slot.place)}`
  return (
    <Dialog
      open
      title={t('participants.newTitle')}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="pr-button" onClick={onClose}>
            {t('participants.back')}
          </button>
          {needed && (
            <button type="button" className="pr-button" onClick={() => setTarget({ raiseCapacity: true })}>
              {t('participants.raiseAndAdd', { capacity: needed.service ?? needed.day })}
            </button>
          )}
        </>
      }
    >
      {error && <Failed error={error} />}
      {!error && !slots && <Loading rows={3} />}
      {slots && (
        <>
          <p className="pr-note pr-note--yellow" role="status">
            {t('participants.notHere', { why: here ? why(here) : t('people.why.OCCURRENCE_NOT_FOUND') })}
          </p>
          <p>{nearest.length > 0 ? t('participants.nearest') : t('participants.noRegistration')}</p>
          <ul className="pr-roster__candidates">
            {nearest.map((slot) => (
              <li key={slot.occurrence}>
                <span>
                  {wordsOf(slot)}
                  <span className="pr-muted"> · {t('people.freePlaces', { count: slot.free })}</span>
                </span>
                <button
                  type="button"
                  className="pr-button"
                  aria-label={t('people.bookOf', { what: wordsOf(slot) })}
                  onClick={() => setTarget({ elsewhere: { occurrence: slot.occurrence, words: wordsOf(slot) } })}
                >
                  {t('people.book')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

const later = (a: Slot, b: Slot): number => a.startsAt.localeCompare(b.startsAt)
