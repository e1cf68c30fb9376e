'use client'
import { useCallback, useEffect, useMemo, useState } from 'react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import type { ListViewClientProps } from 'payload'
import { DefaultListView, useListDrawerContext, useStepNav } from '@payloadcms/ui'
import { ParticipantsDrawer } from '@/admin/participants/ParticipantsDrawer'
import type { ListOf, Titled } from '@/admin/ui/answers'
import { Screen } from '@/admin/ui/Screen'
import { Loading } from '@/admin/ui/States'
import { ExportTab } from '@/admin/export/ExportTab'
import { Tabs } from '@/admin/ui/Tabs'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useLive } from '@/admin/ui/useLive'
import { useRole } from '@/admin/ui/useRole'
import { useUrlState } from '@/admin/ui/useUrlState'
import type { Place } from '@/payload-types'
import { CancelOccurrence } from './CancelOccurrence'
import type { RestorePath } from '@/admin/event/restore'
import { RestoreDialog } from '@/admin/event/RestoreDialog'
import { EditOccurrence } from './EditOccurrence'
import { type Filters, type Occurrence, type OccurrencePage, queryOf } from './occurrence'
import { OccurrenceFilters } from './OccurrenceFilters'
import { OccurrenceList, type Kind } from './OccurrenceList'
import { RemoveOccurrence } from './RemoveOccurrence'
import './occurrences.scss'

/** Where the whole date was cancelled, the whole date comes back. */
const restorePathOf = ({ id, eventDay, dayStatus }: Occurrence): RestorePath =>
  dayStatus === 'cancelled' ? `/api/event-days/${eventDay}/restore` : `/api/occurrences/${id}/restore`

type Action = { kind: Kind; occurrence: Occurrence }

const INITIAL = {
  tab: 'upcoming',
  service: '',
  place: '',
  visitor: '',
  page: 1,
  view: '',
  at: '',
  by: 'service',
  participants: '',
}
const LIMIT = 20
/** Loaded in the browser with its tab: FullCalendar adds its styles to the page as soon as it is imported. */
const OccurrenceCalendar = dynamic(
  () => import('./calendar/OccurrenceCalendar').then((module) => module.OccurrenceCalendar),
  { ssr: false, loading: () => <Loading /> },
)
/** Many changes at once, such as ten bookings, cause one reload. */
const SETTLE_MS = 300

/** Мероприятия, instead of Payload's list. Where a form picks an occurrence in a drawer, Payload's list is kept. */
export const OccurrencesView = (props: ListViewClientProps) => {
  const { isInDrawer } = useListDrawerContext()
  return isInDrawer ? <DefaultListView {...props} /> : <Occurrences />
}

const Occurrences = () => {
  const t = usePanelText()
  const { day } = useFormats()
  const { isStaff: staff } = useRole()
  const router = useRouter()
  const { setStepNav } = useStepNav()
  const [state, set, reset] = useUrlState(INITIAL, { remember: 'occurrences' })
  const [action, setAction] = useState<Action | null>(null)
  const [revision, setRevision] = useState(0)
  const services = useData<ListOf<Titled>>('/api/services', { limit: 200, sort: 'title', depth: 0 })
  const places = useData<ListOf<Place>>('/api/places', { limit: 200, sort: 'title', depth: 0 })

  useEffect(() => setStepNav([{ label: t('occurrences.title') }]), [setStepNav, t])

  const { tab, service, place, visitor, participants } = state
  const filters: Filters = useMemo(
    () => ({ service, place, visitor: staff ? visitor : '' }),
    [service, place, visitor, staff],
  )
  const listed = tab === 'past' ? 'past' : 'upcoming'
  const page = Math.max(1, Number(state.page) || 1)
  const list = useData<OccurrencePage>('/api/occurrences/list', {
    when: listed,
    page,
    limit: LIMIT,
    ...queryOf(filters),
  })
  const { refresh } = list

  const changed = useCallback(() => {
    setRevision((before) => before + 1)
    void refresh()
  }, [refresh])
  const [pending, setPending] = useState(0)
  useEffect(() => {
    if (pending === 0) return
    const timer = setTimeout(changed, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [pending, changed])
  useLive(['occurrences', 'participants'], () => setPending((before) => before + 1))

  const openPeople = (id: string) => set({ participants: id, page })
  const done = () => {
    setAction(null)
    changed()
  }
  const shownPlaces = (places.data?.docs ?? []).filter(({ id, active }) => (place ? id === place : active !== false))
  const zones = [...new Set(shownPlaces.map(({ timezone }) => timezone))]

  return (
    <Screen title={t('occurrences.title')}>
      <Tabs
        label={t('occurrences.sections')}
        value={tab}
        onChange={(next) => set({ tab: next })}
        items={[
          { key: 'upcoming', label: t('occurrences.upcoming'), count: list.data?.counts.upcoming },
          { key: 'past', label: t('occurrences.past'), count: list.data?.counts.past },
          { key: 'calendar', label: t('occurrences.calendar') },
          { key: 'export', label: t('occurrences.export') },
        ]}
      />
      {tab !== 'export' && (
        <OccurrenceFilters
          filters={filters}
          services={services.data?.docs ?? []}
          places={places.data?.docs ?? []}
          people={staff}
          onChange={set}
          onReset={() => reset({ tab, view: state.view, at: state.at, by: state.by })}
        />
      )}
      {tab === 'export' ? (
        <ExportTab />
      ) : tab === 'calendar' ? (
        <OccurrenceCalendar
          filters={filters}
          services={services.data?.docs ?? []}
          places={places.data?.docs ?? []}
          by={state.by === 'place' ? 'place' : 'service'}
          onBy={(by) => set({ by, page })}
          onDay={staff ? (date) => router.push(`/admin/collections/events/create?date=${date}`) : undefined}
          zones={zones}
          view={state.view}
          at={state.at}
          onShown={({ view, at }) => (view !== state.view || at !== state.at) && set({ view, at, page })}
          onOpen={openPeople}
          revision={revision}
        />
      ) : (
        <OccurrenceList
          when={listed}
          list={list}
          filtered={Boolean(filters.service || filters.place || filters.visitor)}
          staff={staff}
          onPage={(next) => set({ page: next })}
          onPeople={openPeople}
          onAction={(kind, occurrence) => setAction({ kind, occurrence })}
        />
      )}
      {action?.kind === 'edit' && (
        <EditOccurrence occurrence={action.occurrence} onDone={done} onClose={() => setAction(null)} />
      )}
      {action?.kind === 'cancel' && (
        <CancelOccurrence occurrence={action.occurrence} onDone={done} onClose={() => setAction(null)} />
      )}
      {action?.kind === 'restore' && (
        <RestoreDialog
          path={restorePathOf(action.occurrence)}
          title={t('occurrences.restoreTitle', {
            what: `${
              action.occurrence.dayStatus === 'cancelled' ? action.occurrence.title : action.occurrence.service.title
            }, ${day(action.occurrence.date)}`,
          })}
          onClose={() => setAction(null)}
          onChanged={changed}
        />
      )}
      {action?.kind === 'remove' && (
        <RemoveOccurrence
          occurrence={action.occurrence}
          onDone={done}
          onCancelInstead={() => setAction({ kind: 'cancel', occurrence: action.occurrence })}
          onClose={() => setAction(null)}
        />
      )}
      <ParticipantsDrawer occurrence={participants || null} onClose={() => set({ participants: '', page })} />
    </Screen>
  )
}
