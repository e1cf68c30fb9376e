'use client'
import { usePanelText } from '@/admin/ui/texts'
import type { ServiceOffer } from '@/domain/booking/byService'
import { type Slot, useSlotWords, useTitles } from './slots'

type Props = {
  title: string
  offer: ServiceOffer<Slot>
  picked: string | null
  refused: string | null
  onPick: (occurrence: string | null) => void
}

/** One service: whether, and when. One that can't be had says why. */
export const ServiceChoice = ({ title, offer: { open, refused: closed }, picked, refused, onPick }: Props) => {
  const t = usePanelText()
  const titleOf = useTitles()
  const { when, soonest, why } = useSlotWords()
  const [first] = open
  return (
    <div className="pr-services__one">
      <label className="pr-services__name">
        <input
          type="checkbox"
          disabled={!first}
          checked={picked !== null}
          onChange={(event) => onPick(event.target.checked ? (first?.occurrence ?? null) : null)}
        />
        <span>
          {title}
          <span className="pr-muted"> · {first ? soonest(first) : closed ? why(closed) : ''}</span>
        </span>
      </label>
      {picked !== null && (
        <select
          className="pr-input"
          aria-label={t('people.when', { service: title })}
          value={picked}
          onChange={(event) => onPick(event.target.value)}
        >
          {open.map((slot) => (
            <option key={slot.occurrence} value={slot.occurrence}>
              {`${when(slot)}, ${titleOf(slot.place)} · ${t('people.freePlaces', { count: slot.free })}`}
            </option>
          ))}
        </select>
      )}
      <div aria-live="assertive">{refused && <p className="pr-error">{refused}</p>}</div>
    </div>
  )
}
