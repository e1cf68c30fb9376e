'use client'
import { formatPhone } from '@/domain/visitors/format-phone'
import { DataList, type Column } from '../ui/DataList'
import { Empty } from '../ui/States'
import { useFormats, usePanelText } from '../ui/texts'
import { useRole } from '../ui/useRole'
import type { Roster, RosterRow } from './roster'
import { StatusPill } from './StatusPill'
import type { Marks } from './useMarks'

type Props = { roster: Roster; marks: Marks; onCancel?: (row: RosterRow) => void }

export const RosterList = ({ roster: { occurrence, docs }, marks, onCancel }: Props) => {
  const t = usePanelText()
  const { dateTime } = useFormats()
  const { isStaff } = useRole()
  const canChoose = ({ status }: RosterRow): boolean => occurrence.canMark && status !== 'cancelled'

  const name = (row: RosterRow) => {
    const text = (
      <span>
        {row.visitor.fullName}
        {row.visitor.status === 'new' && <span className="pr-muted"> · {t('ui.statusNew')}</span>}
      </span>
    )
    if (!canChoose(row)) return text
    return (
      <label className="pr-roster__choice">
        <input
          type="checkbox"
          checked={marks.selected.includes(row.id)}
          onChange={(event) => marks.choose(row.id, event.target.checked)}
        />
        {text}
      </label>
    )
  }
  const status = (row: RosterRow) => {
    const failure = marks.failureOf(row.id)
    return (
      <>
        <StatusPill status={marks.statusOf(row)} notMarked={row.notMarked} />
        {failure && <p className="pr-error">{failure}</p>}
      </>
    )
  }
  const booked = ({ bookedBy, bookedAt, source }: RosterRow) => (
    <>
      <span>{bookedBy?.name ?? t('participants.nobody')}</span>
      {bookedBy && (
        <span className="pr-roster__id pr-muted" title={bookedBy.id}>
          {`${t(`participants.by.${bookedBy.kind}`)} · ${t(`participants.from.${source}`)} · ${bookedBy.id.slice(-6)}`}
        </span>
      )}
      {bookedAt && <span className="pr-roster__id pr-muted">{dateTime(bookedAt, occurrence.timezone)}</span>}
    </>
  )

  const columns: Column<RosterRow>[] = [
    { key: 'name', label: t('participants.name'), primary: true, render: name },
    ...(isStaff
      ? [
          {
            key: 'phone',
            label: t('participants.phone'),
            render: ({ visitor: { phone } }: RosterRow) =>
              phone ? (
                <a className="pr-roster__phone" href={`tel:${phone}`}>
                  {formatPhone(phone)}
                </a>
              ) : (
                '—'
              ),
          },
        ]
      : []),
    {
      key: 'card',
      label: t('participants.card'),
      render: ({ visitor }) => <span className="pr-roster__card">{visitor.cardNumber ?? '—'}</span>,
    },
    { key: 'status', label: t('participants.status'), render: status },
    { key: 'booked', label: t('participants.booked'), render: booked },
    ...(isStaff
      ? [
          {
            key: 'comment',
            label: t('participants.comment'),
            render: ({ comment, cancelReason }: RosterRow) =>
              [comment, cancelReason].filter(Boolean).join(' · ') || '—',
          },
        ]
      : []),
  ]
  return (
    <DataList
      label={t('participants.title')}
      columns={columns}
      rows={docs}
      rowKey={({ id }) => id}
      rowClassName={(row) =>
        row.status === 'cancelled' ? 'pr-roster__gone' : marks.failureOf(row.id) ? 'pr-roster__failed' : ''
      }
      empty={
        <Empty title={t('participants.empty')} text={occurrence.canBook ? t('participants.emptyHint') : undefined} />
      }
      actions={
        onCancel &&
        ((row) =>
          row.status === 'cancelled' ? null : (
            <button
              type="button"
              className="pr-button pr-button--quiet"
              aria-label={t('participants.cancelOf', { name: row.visitor.fullName })}
              onClick={() => onCancel(row)}
            >
              {t('participants.cancel')}
            </button>
          ))
      }
    />
  )
}
