'use client'
import { DataList } from '@/admin/ui/DataList'
import { Fullness } from '@/admin/ui/Fullness'
import { isBeyond, Pagination } from '@/admin/ui/Pagination'
import { Pill } from '@/admin/ui/Pill'
import { Empty } from '@/admin/ui/States'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { useData } from '@/admin/ui/useData'
import { hoursOf, isOver, type Occurrence, type OccurrencePage } from './occurrence'

type Kind = 'edit' | 'cancel' | 'remove'
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

  const columns = [
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
    {
      key: 'when',
      label: t('occurrences.columnWhen'),
      render: (occurrence: Occurrence) => (
        <span className="pr-occ__when">
          <span>{day(occurrence.date)}</span>
          <span>{hours(occurrence, occurrence.place.timezone)}</span>
        </span>
      ),
    },
    { key: 'place', label: t('occurrences.columnPlace'), render: ({ place }: Occurrence) => place.title },
    {
      key: 'people',
      label: t('occurrences.columnPeople'),
      render: ({ participants, capacity }: Occurrence) => <Fullness taken={participants} max={capacity} />,
    },
  ]

  const actions = (occurrence: Occurrence) => {
    const changeable = staff && occurrence.eventState !== 'deleted'
    const button = (label: string, name: string, onClick: () => void) => (
      <button type="button" className="pr-button pr-occ__action" aria-label={name} onClick={onClick}>
        {label}
      </button>
    )
    return (
      <span className="pr-occ__actions">
        {button(
          t('occurrences.openParticipants'),
          t('occurrences.openParticipantsOf', { what: what(occurrence) }),
          () => onPeople(occurrence.id),
        )}
        {changeable &&
          occurrence.status === 'scheduled' &&
          button(t('occurrences.edit'), t('occurrences.editOf', { what: what(occurrence) }), () =>
            onAction('edit', occurrence),
          )}
        {changeable &&
          occurrence.status === 'scheduled' &&
          !isOver(occurrence) &&
          button(t('occurrences.cancel'), t('occurrences.cancelOf', { what: what(occurrence) }), () =>
            onAction('cancel', occurrence),
          )}
        {changeable &&
          button(t('occurrences.remove'), t('occurrences.removeOf', { what: what(occurrence) }), () =>
            onAction('remove', occurrence),
          )}
      </span>
    )
  }

  return (
    <>
      <DataList
        label={t(when === 'past' ? 'occurrences.past' : 'occurrences.upcoming')}
        columns={columns}
        rows={data && isBeyond(data) ? undefined : data?.docs}
        rowKey={({ id }: Occurrence) => id}
        actions={actions}
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
