'use client'
import { Failed, Loading } from '@/admin/ui/States'
import { usePanelText } from '@/admin/ui/texts'
import { byService } from '@/domain/booking/byService'
import { Section } from './Section'
import { type Slot, useSlotWords, useTitles } from './slots'

type Props = { slots: Slot[] | undefined; error: { message: string } | undefined; onBook: (service: string) => void }

/** What they can have and from when, and why not the rest. */
export const OpenServices = ({ slots, error, onBook }: Props) => {
  const t = usePanelText()
  const titleOf = useTitles()
  const { soonest, why } = useSlotWords()
  const offers = byService(slots ?? [], new Date())
  const closed = offers.flatMap(({ service, refused }) => (refused ? [{ service, refused }] : []))
  return (
    <Section title={t('people.open')}>
      {error && <Failed error={error} />}
      {!slots && !error && <Loading rows={1} />}
      {slots && offers.length === 0 && <p className="pr-muted">{t('people.nothingOpen')}</p>}
      <ul className="pr-person__open">
        {offers.map(({ service, open: [first] }) =>
          first ? (
            <li key={service}>
              <button type="button" className="pr-button" onClick={() => onBook(service)}>
                <span className="pr-hidden">{t('people.book')}: </span>
                {titleOf(service)}
                <span className="pr-muted">{soonest(first)}</span>
              </button>
            </li>
          ) : null,
        )}
      </ul>
      {closed.length > 0 && (
        <ul className="pr-person__closed pr-muted">
          {closed.map(({ service, refused }) => (
            <li key={service}>
              {titleOf(service)}: {why(refused)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
