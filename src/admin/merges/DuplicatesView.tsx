'use client'
import { useState } from 'react'
import { formatPhone } from '@/domain/visitors/format-phone'
import { type AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { Pagination } from '@/admin/ui/Pagination'
import { Pill } from '@/admin/ui/Pill'
import { Screen } from '@/admin/ui/Screen'
import { Empty, Failed, Loading } from '@/admin/ui/States'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import { useUrlState } from '@/admin/ui/useUrlState'
import type { duplicatesRoute } from '@/endpoints/merges'
import { MergeDialog } from './MergeDialog'
import { PersonLink } from '@/admin/people/PersonLink'
import { PersonPhoto } from './PersonPhoto'
import { UndoMerge } from './UndoMerge'
import './merges.scss'

const LIMIT = 20
type Pairs = AnswerOf<typeof duplicatesRoute>
type Pair = Pairs['docs'][number]

/** Likely pairs of the whole base, one decision each. */
export const DuplicatesView = () => {
  const t = usePanelText()
  const { isAdministrator, isStaff } = useRole()
  const [{ page }, set] = useUrlState({ page: 1 })
  const { data, error, refresh } = useData<Pairs>(isStaff ? '/api/visitors/duplicates' : null, { page, limit: LIMIT })
  const [merging, setMerging] = useState<Pair | null>(null)
  const [merged, setMerged] = useState<{ id: string; name: string } | null>(null)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)

  const judge = async ({ a, b }: Pair, how: 'distinct' | 'later'): Promise<void> => {
    setRefused(null)
    try {
      await call(`/api/visitors/${how}`, { method: 'POST', body: { a: a.id, b: b.id } })
      await refresh()
    } catch (thrown) {
      setRefused(refusalOf(thrown))
    }
  }

  return (
    <Screen title={t('merges.title')}>
      <p className="pr-muted">{t('merges.intro')}</p>
      <div aria-live="polite">
        {merged && (
          <p className="pr-merged">
            {t('merges.mergedNow', { name: merged.name })}{' '}
            <UndoMerge
              merge={merged.id}
              onDone={() => {
                setMerged(null)
                void refresh()
              }}
            />
          </p>
        )}
        {refused && <p className="pr-error">{refused.message}</p>}
        {data && (
          <p>
            {t('merges.total', { count: data.totalDocs })}
            {!data.complete && <span className="pr-muted"> · {t('merges.incomplete')}</span>}
          </p>
        )}
      </div>
      {error && !data && <Failed error={error} onRetry={refresh} />}
      {!error && !data && <Loading rows={6} />}
      {data?.totalDocs === 0 && <Empty title={t('merges.none')} text={t('merges.noneText')} />}
      <ul className="pr-pairs">
        {data?.docs.map((pair) => (
          <li key={`${pair.a.id} ${pair.b.id}`} className="pr-pairs__pair">
            <p className="pr-pairs__why">
              <Pill tone={pair.reason === 'similarName' ? 'grey' : 'blue'} label={t(`merges.reason.${pair.reason}`)} />
              {pair.later && <Pill tone="yellow" label={t('merges.later')} />}
            </p>
            <div className="pr-pairs__both">
              <Person person={pair.a} />
              <Person person={pair.b} />
            </div>
            <div className="pr-pairs__actions">
              {isAdministrator && (
                <PairButton pair={pair} label={t('merges.onePerson')} main onClick={() => setMerging(pair)} />
              )}
              <PairButton pair={pair} label={t('merges.twoPeople')} onClick={() => void judge(pair, 'distinct')} />
              <PairButton pair={pair} label={t('merges.notNow')} onClick={() => void judge(pair, 'later')} />
            </div>
          </li>
        ))}
      </ul>
      {data && <Pagination page={page} limit={LIMIT} totalDocs={data.totalDocs} onChange={(to) => set({ page: to })} />}
      {merging && (
        <MergeDialog
          first={merging.a.id}
          second={merging.b.id}
          onClose={() => setMerging(null)}
          onDone={(done) => {
            setMerging(null)
            setMerged(done)
            void refresh()
          }}
        />
      )}
    </Screen>
  )
}

type ButtonProps = { pair: Pair; label: string; main?: boolean; onClick: () => void }

const PairButton = ({ pair: { a, b }, label, main, onClick }: ButtonProps) => {
  const t = usePanelText()
  return (
    <button
      type="button"
      className={`pr-button${main ? ' pr-button--primary' : ''}`}
      aria-label={t('merges.ofPair', { action: label, a: a.fullName, b: b.fullName })}
      onClick={onClick}
    >
      {label}
    </button>
  )
}

const Person = ({ person }: { person: Pair['a'] }) => {
  const t = usePanelText()
  const { day } = useFormats()
  return (
    <div className="pr-pairs__person">
      <PersonPhoto photo={person.photo} name={person.fullName} />
      <div>
        <PersonLink id={person.id}>{person.fullName}</PersonLink>
        <ul className="pr-muted">
          {person.cardNumber && <li>{t('ui.card', { number: person.cardNumber })}</li>}
          <li>
            {person.birthYear === null ? t('merges.noBirthYear') : t('merges.born', { year: String(person.birthYear) })}
          </li>
          {person.phone && <li>{formatPhone(person.phone)}</li>}
          <li>
            {person.lastVisit === null ? t('merges.never') : t('merges.lastVisit', { day: day(person.lastVisit) })}
          </li>
        </ul>
      </div>
    </div>
  )
}
