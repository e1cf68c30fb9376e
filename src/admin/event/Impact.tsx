'use client'
import { PeopleList, type NamedPerson } from '@/admin/ui/PeopleList'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { previewChangeRoute } from '@/endpoints/events'
import type { AffectedPerson } from '@/domain/events/impact'
import type { AnswerOf } from '@/endpoints/http/route'

export type Impact = AnswerOf<typeof previewChangeRoute>

export const isQuiet = ({ added, moved, removed, edited, participants }: Impact): boolean =>
  added.length + moved.length + removed.length + participants.length === 0 && edited.every(({ keeps }) => keeps)

/** The dates that a change has touched. What was there before and stays is nobody's news. */
export const touchedBy = (impact: Impact | null): string[] => [
  ...(impact?.added ?? []),
  ...(impact?.moved ?? []).map(({ date }) => date),
]

/** A name for each booking: on one occurrence nobody is booked twice. */
export const namedBookings = (people: readonly AffectedPerson[]): NamedPerson[] =>
  people.map(({ id, visitor, visitorName }) => ({ id, visitor, name: visitorName ?? visitor }))

/** Several bookings of one person appear as one name; the count is shown above. */
export const named = (people: readonly AffectedPerson[]): NamedPerson[] => [
  ...new Map(
    people.map(({ visitor, visitorName }) => [visitor, { id: visitor, visitor, name: visitorName ?? '…' }]),
  ).values(),
]

const SHOWN = 6

const Dates = ({ title, dates }: { title: string; dates: string[] }) => {
  const t = usePanelText()
  const formats = useFormats()
  if (dates.length === 0) return null
  const shown = dates.slice(0, SHOWN).map(formats.dayShort).join(', ')
  return (
    <li>
      <strong>{title}</strong>
      <span>
        {dates.length > SHOWN ? `${shown}, ${t('eventForm.moreDates', { count: dates.length - SHOWN })}` : shown}
      </span>
    </li>
  )
}

const EDITS_SHOWN = 12

/** What was edited by hand on single dates, and what becomes of each: kept, or given up for the series' own value. */
const HandEdits = ({ impact: { edited, timezone } }: { impact: Impact }) => {
  const t = usePanelText()
  const { dayShort, time } = useFormats()
  if (edited.length === 0) return null
  const text = (value: string | number): string =>
    typeof value === 'string' && value.includes('T') ? time(value, timezone) : String(value)
  return (
    <section className="pr-impact__edits">
      <h4>{t('eventForm.handEdits', { count: edited.length })}</h4>
      <ul>
        {edited.slice(0, EDITS_SHOWN).map(({ date, occurrence, field, was, keeps, becomes }) => {
          const facts = {
            date: dayShort(date),
            what: t(`eventForm.editOf.${field}`),
            was: text(was),
            is: text(becomes),
          }
          return (
            <li key={`${date} ${occurrence ?? ''} ${field}`}>
              {keeps ? t('eventForm.editKept', facts) : t('eventForm.editLost', facts)}
            </li>
          )
        })}
      </ul>
      {edited.length > EDITS_SHOWN && <p>{t('eventForm.moreEdits', { count: edited.length - EDITS_SHOWN })}</p>}
    </section>
  )
}

/** Shows what a change would do before it is made: the dates, and the people on them by name. */
export const ImpactView = ({ impact }: { impact: Impact }) => {
  const t = usePanelText()
  const { added, moved, removed, participants } = impact
  const fates = [
    { title: 'eventForm.fateMoved', people: participants.filter(({ fate }) => fate === 'moved') },
    { title: 'eventForm.fateCancelled', people: participants.filter(({ fate }) => fate === 'cancelled') },
  ] as const
  return (
    <>
      {isQuiet(impact) && <p>{t('eventForm.noImpact')}</p>}
      <ul className="pr-impact">
        <Dates title={t('eventForm.added', { count: added.length })} dates={added} />
        <Dates title={t('eventForm.moved', { count: moved.length })} dates={moved.map(({ date }) => date)} />
        <Dates title={t('eventForm.removed', { count: removed.length })} dates={removed} />
      </ul>
      <HandEdits impact={impact} />
      {fates.map(
        ({ title, people }) =>
          people.length > 0 && (
            <section key={title} className="pr-impact__people">
              <h4>{t(title, { count: people.length })}</h4>
              <PeopleList people={named(people)} />
            </section>
          ),
      )}
      {participants.length > 0 && <p>{t('eventForm.told')}</p>}
    </>
  )
}
