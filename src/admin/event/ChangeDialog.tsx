'use client'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { todayHere } from '@/admin/time/typedDay'
import type { ListOf } from '@/admin/ui/answers'
import { useData } from '@/admin/ui/useData'
import type { EditScope } from '@/domain/events/input'
import type { EventDay } from '@/payload-types'
import { useEffect, useState } from 'react'
import { Choice } from './Choice'
import { useFaultText } from './fieldNames'
import { type Impact, ImpactView } from './Impact'
import { faultsOf } from '@/admin/ui/useRefuse'
import './event.scss'

type Data = Record<string, unknown>
type Props = {
  event: string
  data: Data
  series: boolean
  onClose: () => void
  onSave: (query: string, impact: Impact | null) => Promise<void>
  onFollow: (data: Data, query: string, impact: Impact | null) => Promise<ApiRefusal | void>
}

/**
 * A series that carries on begins on its own first date, so the form's one is left out; where the rule
 * does not allow that date, the server has named the nearest.
 */
const carriedOn = ({ date: _, ...data }: Data, first: string | null): Data => ({
  ...data,
  ...(first && { date: first }),
})

/** Asks which dates a change applies to, and shows its effect, which the server works out for every choice. */
export const ChangeDialog = ({ event, data, series, onClose, onSave, onFollow }: Props) => {
  const t = usePanelText()
  const formats = useFormats()
  const textOf = useFaultText()
  const days = useData<ListOf<Pick<EventDay, 'date'>>>(
    series
      ? `/api/event-days?where[event][equals]=${event}&where[status][equals]=scheduled` +
          `&where[date][greater_than_equal]=${todayHere()}&sort=date&limit=200&depth=0`
      : null,
  )
  const [scope, setScope] = useState<EditScope>('all')
  const [chosen, setChosen] = useState<string | null>(null)
  const [impact, setImpact] = useState<Impact | null>(null)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)
  const [first, setFirst] = useState<string | null>(null)
  const [follow, setFollow] = useState(false)
  const [busy, setBusy] = useState(false)
  const dates = days.data?.docs.map(({ date }) => date) ?? []
  const from = chosen ?? dates[0] ?? null

  useEffect(() => {
    const edits = follow ? { edited: 'follow' } : {}
    const controller = new AbortController()
    const ask = async (startsOn: string | null): Promise<void> => {
      const body = { ...data, scope, ...(scope !== 'all' && { date: from }), ...(startsOn && { startsOn }), ...edits }
      try {
        const answer = await call<Impact>(`/api/events/${event}/preview`, {
          method: 'POST',
          body,
          signal: controller.signal,
        })
        setFirst(startsOn)
        setImpact(answer)
      } catch (thrown) {
        if (controller.signal.aborted) return
        const refusal = refusalOf(thrown)
        const nearest = refusal.errors[0]?.data?.nearest
        if (scope === 'following' && !startsOn && typeof nearest === 'string') return ask(nearest)
        setRefused(refusal)
      }
    }
    setImpact(null)
    setRefused(null)
    if (scope === 'all' || from) void ask(null)
    return () => controller.abort()
  }, [event, data, scope, from, follow])

  const save = async () => {
    const query = new URLSearchParams({
      scope,
      ...(scope !== 'all' && from && { date: from }),
      ...(follow && { edited: 'follow' }),
      confirm: 'true',
    }).toString()
    if (scope !== 'following') return onSave(query, impact)
    setBusy(true)
    const refusal = await onFollow(carriedOn(data, first), query, impact)
    setBusy(false)
    if (refusal) setRefused(refusal)
  }

  const picker = (
    <label className="pr-change__date">
      <span>{t('eventForm.scopeDate')}</span>
      <select
        className="pr-input"
        value={from ?? ''}
        disabled={dates.length === 0}
        onChange={({ target }) => setChosen(target.value)}
      >
        {dates.length === 0 && <option value="">{t('eventForm.noDates')}</option>}
        {dates.map((date) => (
          <option key={date} value={date}>
            {formats.day(date)}
          </option>
        ))}
      </select>
    </label>
  )
  const people = impact?.participants.length ?? 0
  const named = refused ? faultsOf(refused).map(textOf) : []
  const faults = named.length > 0 ? [...new Set(named)] : refused ? [refused.message] : []

  return (
    <ConfirmDialog
      open
      title={t('eventForm.changeTitle')}
      confirmLabel={t(people > 0 ? 'eventForm.confirmPeople' : 'eventForm.save')}
      danger={people > 0}
      busy={busy || impact === null}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <div className="pr-change">
        {series && (
          <Choice
            name="change-scope"
            legend={t('eventForm.scope')}
            value={scope}
            onChange={setScope}
            options={[
              { value: 'all', label: t('eventForm.scopeAll'), hint: t('eventForm.scopeAllHint') },
              {
                value: 'following',
                label: t('eventForm.scopeFollowing'),
                hint: t('eventForm.scopeFollowingHint'),
                after: picker,
              },
              { value: 'day', label: t('eventForm.scopeDay'), hint: t('eventForm.scopeDayHint'), after: picker },
            ]}
          />
        )}
        <div aria-live="polite" aria-busy={impact === null && refused === null} className="pr-change__impact">
          {faults.length > 0 ? (
            <div className="pr-change__refused">
              <p>{t('eventForm.cannot')}</p>
              <ul>
                {faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            </div>
          ) : impact ? (
            <>
              <h3>{t('eventForm.impact')}</h3>
              <ImpactView impact={impact} />
              {(impact.edited.length > 0 || follow) && (
                <label className="pr-check">
                  <input type="checkbox" checked={follow} onChange={({ target }) => setFollow(target.checked)} />
                  {t('eventForm.followAll')}
                </label>
              )}
            </>
          ) : (
            <p>{t('eventForm.looking')}</p>
          )}
        </div>
      </div>
    </ConfirmDialog>
  )
}
