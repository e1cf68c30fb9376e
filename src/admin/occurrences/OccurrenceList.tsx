'use client'
import { DataList, type Column } from '@/admin/ui/DataList'
import { Fullness } from '@/admin/ui/Fullness'
import { Menu, type MenuAction } from '@/admin/ui/Menu'
import { isBeyond, Pagination } from '@/admin/ui/Pagination'
import { Pill } from '@/admin/ui/Pill'
import { Empty } from '@/admin/ui/States'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { useData } from '@/admin/ui/useData'
import { DayHeading } from './DayHeading'
import { hoursOf, isOver, type Occurrence, type OccurrencePage } from './occurrence'
import { WhatCame } from './WhatCame'

export type Kind = 'edit' | 'cancel' | 'remove' | 'restore'
type Props = {
  when: 'upcoming' | 'past'
  list: ReturnType<typeof useData<OccurrencePage>>
  filtered: boolean
  /** Whether the reader may change anything. */
  staff: boolean
  onPage: (page: number) => void
  onPeople: (id: string) => void
  onAction: (kind: Kind, occurrence: Occurrence) => void
}

export const OccurrenceList = ({ when, list, filtered, staff, onPage, onPeople, onAction }: Props) => {
  const t = usePanelText()
  const { day, hours } = useFormats()
  const { data, error, isLoading, refresh } = list
  const what = (occurrence: Occurrence) =>
    `${occurrence.title}, ${occurrence.service.title}, ${day(occurrence.date)} ${hoursOf(occurrence).start}`
  const empty = filtered ? (
    <Empty title={t('occurrences.emptyFiltered')} text={t('occurrences.emptyFilteredHint')} />
  ) : when === 'past' ? (
    <Empty title={t('occurrences.emptyPast')} text={t('occurrences.emptyPastHint')} />
  ) : (
    <Empty title={t('occurrences.emptyUpcoming')} text={t('occurrences.emptyUpcomingHint')} />
  )

  const columns: Column<Occurrence>[] = [
    {
      key: 'when',
      label: t('occurrences.columnWhen'),
      render: (occurrence) => <span className="pr-occ__when">{hours(occurrence, occurrence.place.timezone)}</span>,
    },
    {
      key: 'title',
      label: t('occurrences.columnTitle'),
      primary: true,
      render: (occurrence: Occurrence) => (
        <span className="pr-occ__what">
          <button type="button" className="pr-occ__open" onClick={() => onPeople(occurrence.id)}>
            <strong>{occurrence.title}</strong>
            <span className="pr-occ__service">{occurrence.service.title}</span>
          </button>
          {occurrence.status === 'cancelled' && (
            <Pill
              tone="grey"
              icon="✕"
              label={
                occurrence.cancelReason
                  ? t('occurrences.cancelledWhy', { reason: occurrence.cancelReason })
                  : t('occurrences.cancelled')
              }
            />
          )}
          {occurrence.eventState === 'deleted' && <Pill tone="grey" icon="–" label={t('occurrences.eventDeleted')} />}
          {occurrence.edited && occurrence.status === 'scheduled' && (
            <Pill tone="blue" icon="✎" label={t('occurrences.editedByHand')} />
          )}
        </span>
      ),
    },
    { key: 'place', label: t('occurrences.columnPlace'), render: ({ place }: Occurrence) => place.title },
    when === 'past'
      ? {
          key: 'came',
          label: t('occurrences.columnCame'),
          render: ({ marks, status, participants, capacity }) =>
            marks && status === 'scheduled' ? (
              <WhatCame marks={marks} />
            ) : (
              <Fullness taken={participants} max={capacity} />
            ),
        }
      : {
          key: 'people',
          label: t('occurrences.columnPeople'),
          render: ({ participants, capacity }) => <Fullness taken={participants} max={capacity} />,
        },
  ]

  const actionsOf = (occurrence: Occurrence): MenuAction[] => {
    const changeable = staff && occurrence.eventState !== 'deleted'
    const { id, status } = occurrence
    const action = (key: Kind, label: string, danger?: boolean): MenuAction => ({
      key,
      label,
      danger,
      onSelect: () => onAction(key, occurrence),
    })
    return [
      ...(changeable && status === 'scheduled' ? [action('edit', t('occurrences.edit'))] : []),
      {
        key: 'door',
        label: t('occurrences.doorList'),
        href: `/api/occurrences/${id}/door-list`,
        newTab: true,
      },
      ...(occurrence.eventState === 'deleted'
        ? []
        : [{ key: 'event', label: t('occurrences.openEvent'), href: `/admin/collections/events/${occurrence.event}` }]),
      ...(changeable && !isOver(occurrence)
        ? [
            status === 'scheduled'
              ? action('cancel', t('occurrences.cancel'), true)
              : action('restore', t('occurrences.restore')),
          ]
        : []),
      ...(changeable ? [action('remove', t('occurrences.remove'), true)] : []),
    ]
  }

  return (
    <>
      <DataList
        label={t(when === 'past' ? 'occurrences.past' : 'occurrences.upcoming')}
        columns={columns}
        rows={data && isBeyond(data) ? undefined : data?.docs}
        rowKey={({ id }: Occurrence) => id}
        group={{ of: ({ date }) => date, heading: (date, rows) => <DayHeading date={date} rows={rows} /> }}
        actions={(occurrence) => <Menu about={what(occurrence)} actions={actionsOf(occurrence)} />}
        onOpen={({ id }) => onPeople(id)}
        rowClassName={({ status }: Occurrence) => (status === 'cancelled' ? 'pr-occ__row--cancelled' : '')}
        empty={empty}
        loading={isLoading}
        error={error}
        onRetry={() => void refresh()}
      />
      {data && <Pagination page={data.page} limit={data.limit} totalDocs={data.totalDocs} onChange={onPage} />}
    </>
  )
}
