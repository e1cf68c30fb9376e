'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { DataList } from '@/admin/ui/DataList'
import { Fab } from '@/admin/ui/Fab'
import { Menu, type MenuAction } from '@/admin/ui/Menu'
import { isBeyond, Pagination } from '@/admin/ui/Pagination'
import { Screen } from '@/admin/ui/Screen'
import { Empty } from '@/admin/ui/States'
import { Tabs } from '@/admin/ui/Tabs'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import { useLive } from '@/admin/ui/useLive'
import { useUrlState } from '@/admin/ui/useUrlState'
import { ActivateDialog } from './ActivateDialog'
import { EndEventDialog } from './EndEventDialog'
import { SCHEDULE_FILTERS, type Scheduled, type SchedulePage } from './scheduled'
import { ScheduleFilterBar } from './ScheduleFilterBar'
import { useScheduleColumns } from './useScheduleColumns'

const LIMIT = 20
type Doing = { what: 'archive' | 'delete' | 'activate'; event: Scheduled }

export const ScheduleView = () => {
  const t = usePanelText()
  const { config } = useConfig()
  const router = useRouter()
  const { isStaff } = useRole()
  const [filters, set, reset] = useUrlState(SCHEDULE_FILTERS, { remember: 'schedule' })
  const { data, error, isLoading, refresh } = useData<SchedulePage>('/api/schedule', { ...filters, limit: LIMIT })
  const [doing, setDoing] = useState<Doing | null>(null)
  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(soon.current), [])
  // A change of a series sends many signals; they cause one reload.
  useLive(['events', 'occurrences', 'participants'], () => {
    clearTimeout(soon.current)
    soon.current = setTimeout(() => void refresh(), 250)
  })

  const root = `${config.routes.admin}/collections/events`
  const addressOf = ({ id }: Scheduled): string => `${root}/${id}`
  const columns = useScheduleColumns(addressOf)
  const done = (): void => void refresh()
  const close = (): void => setDoing(null)

  const { state, page: _page, ...narrowing } = filters
  const narrowed = Object.values(narrowing).some((value) => value !== '')
  const create = (
    <Link href={`${root}/create`} prefetch={false} className="pr-button pr-button--primary pr-schedule__create">
      {t('schedule.create')}
    </Link>
  )

  const actionsOf = (event: Scheduled): MenuAction[] => {
    const action = (what: Doing['what'], label: string, danger?: boolean): MenuAction => ({
      key: what,
      label,
      danger,
      onSelect: () => setDoing({ what, event }),
    })
    return [
      { key: 'edit', label: t('schedule.edit'), href: addressOf(event) },
      event.state === 'active'
        ? action('archive', t('schedule.toArchive'))
        : action('activate', t('schedule.activate')),
      action('delete', t('schedule.delete'), true),
    ]
  }

  const empty = narrowed ? (
    <Empty title={t('schedule.nothingFound')} text={t('schedule.nothingFoundText')} />
  ) : state === 'archived' ? (
    <Empty title={t('schedule.emptyArchive')} text={t('schedule.emptyArchiveText')} />
  ) : (
    <Empty
      title={t('schedule.emptyActive')}
      text={isStaff ? t('schedule.emptyActiveText') : undefined}
      action={isStaff ? create : undefined}
    />
  )

  return (
    <Screen title={t('schedule.title')} actions={isStaff && create}>
      <Tabs
        label={t('schedule.tabs')}
        value={state}
        onChange={(key) => set({ state: key })}
        items={[
          { key: 'active', label: t('schedule.active'), count: data?.counts.active },
          { key: 'archived', label: t('schedule.archive'), count: data?.counts.archived },
        ]}
      />
      <ScheduleFilterBar filters={filters} set={set} onReset={() => reset({ state })} />
      <DataList
        label={t('schedule.title')}
        columns={columns}
        rows={data && isBeyond(data) ? undefined : data?.docs}
        rowKey={({ id }) => id}
        actions={isStaff ? (event) => <Menu about={event.title} actions={actionsOf(event)} /> : undefined}
        onOpen={(event) => router.push(addressOf(event))}
        rowClassName={(event) => (event.state === 'archived' ? 'pr-schedule__row--archived' : '')}
        empty={empty}
        loading={isLoading}
        error={error}
        onRetry={refresh}
      />
      {data && (
        <Pagination page={data.page} limit={LIMIT} totalDocs={data.totalDocs} onChange={(page) => set({ page })} />
      )}
      {isStaff && <Fab label={t('schedule.create')} href={`${root}/create`} />}
      {doing?.what === 'activate' && (
        <ActivateDialog event={doing.event} address={addressOf(doing.event)} onDone={done} onClose={close} />
      )}
      {(doing?.what === 'archive' || doing?.what === 'delete') && (
        <EndEventDialog event={doing.event} ending={doing.what} onDone={done} onClose={close} />
      )}
    </Screen>
  )
}
