'use client'
import { useState, type ReactNode } from 'react'
import { isSilent, Silences } from '@/admin/delivery/Silences'
import { useDelivery } from '@/admin/delivery/useDelivery'
import { Fullness } from '@/admin/ui/Fullness'
import { fullestOf } from '@/domain/booking/fullness'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { OccurrenceLine } from './OccurrenceLine'
import type { ListedOccurrences, Today, TodayOccurrence } from './today'

const SHOWN_AT_FIRST = 5

type ListProps = { title: string; list: ListedOccurrences; line: (one: TodayOccurrence) => ReactNode }

/** Shows the first few, and the rest on request. */
const Listed = ({ title, list: { total, occurrences }, line }: ListProps) => {
  const t = usePanelText()
  const [all, setAll] = useState(false)
  if (total === 0) return null
  const shown = all ? occurrences : occurrences.slice(0, SHOWN_AT_FIRST)
  return (
    <section>
      <h3>{title}</h3>
      <ul className="pr-home__list">{shown.map(line)}</ul>
      {!all && occurrences.length > shown.length && (
        <button type="button" className="pr-home__more" onClick={() => setAll(true)}>
          {t('ui.showAll', { count: occurrences.length - shown.length })}
        </button>
      )}
      {all && total > occurrences.length && (
        <p className="pr-home__note">{t('home.more', { count: total - occurrences.length })}</p>
      )}
    </section>
  )
}

type Props = { attention: Today['attention']; mayReadMessages: boolean }

/** What needs attention, or a sentence that nothing does. */
export const Attention = ({
  attention: { full, notMarked, failedMessages, bot, logChanged, cards },
  mayReadMessages,
}: Props) => {
  const t = usePanelText()
  const { dateTime } = useFormats()
  const delivery = useDelivery()
  const silent = delivery !== undefined && isSilent(delivery)
  const lists = full.total + notMarked.total + failedMessages + bot.length + cards.length
  if (lists === 0 && logChanged === null && !silent) return <p className="pr-home__note">✓ {t('home.calm')}</p>
  return (
    <>
      {delivery && <Silences delivery={delivery} mayReadMessages={mayReadMessages} />}
      {bot.map(({ kind, since }) => (
        <div key={kind} className="pr-home__failed">
          <Pill
            tone="red"
            icon="!"
            label={t('botTrouble.since', { what: t(`botTrouble.what.${kind}`), at: dateTime(since) })}
          />
          {kind === 'parked' && mayReadMessages && <a href="/admin/collections/messages">{t('home.look')}</a>}
          <p className="pr-home__note">{t(`botTrouble.means.${kind}`)}</p>
        </div>
      ))}
      {logChanged !== null && (
        <div className="pr-home__failed">
          <Pill tone="red" icon="!" label={t('home.logChanged', { at: dateTime(logChanged) })} />
          <p className="pr-home__note">{t('home.logChangedMeans')}</p>
        </div>
      )}
      {failedMessages > 0 && (
        <p className="pr-home__failed">
          <Pill tone="red" icon="!" label={t('home.failedMessages', { count: failedMessages })} />
          {mayReadMessages && <a href="/admin/collections/messages?where[status][equals]=failed">{t('home.look')}</a>}
        </p>
      )}
      {cards.length > 0 && (
        <section>
          <h3>{t('home.cardsTitle')}</h3>
          <ul className="pr-home__list">
            {cards.map(({ id, cardNumber, otherId, otherNumber }) => (
              <li key={id}>
                <a href={`/admin/people/${id}`}>{cardNumber}</a>
                {' · '}
                <a href={`/admin/people/${otherId}`}>{otherNumber}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Listed
        title={t('home.notMarkedTitle')}
        list={notMarked}
        line={(one) => (
          <OccurrenceLine key={one.id} occurrence={one} dated of={`${one.title}, ${one.placeTitle}`} fullness={null}>
            <Pill tone="yellow" icon="?" label={t('home.notMarked', { count: one.marks.expected })} />
          </OccurrenceLine>
        )}
      />
      <Listed
        title={t('home.fullTitle')}
        list={full}
        line={(one) =>
          fullestOf(one) !== 'day' ? (
            <OccurrenceLine key={one.id} occurrence={one} dated of={`${one.title}, ${one.placeTitle}`} />
          ) : (
            <OccurrenceLine
              key={one.id}
              occurrence={one}
              dated
              what={one.title}
              of={`${t('home.wholeDay')}, ${one.placeTitle}`}
              fullness={<Fullness taken={one.day.participants} max={one.day.capacity} />}
            />
          )
        }
      />
    </>
  )
}
