'use client'
import { Link } from '@payloadcms/ui'
import { formatPhone } from '@/domain/visitors/format-phone'
import { DataList, type Column } from '../ui/DataList'
import { Menu, type MenuAction } from '../ui/Menu'
import { Empty } from '../ui/States'
import { useFormats, usePanelText } from '../ui/texts'
import { useRole } from '../ui/useRole'
import type { Roster, RosterRow } from './roster'
import { StatusPill, WORDS } from './StatusPill'
import type { Marks } from './useMarks'

type Props = { roster: Roster; rows: RosterRow[]; marks: Marks; onCancel?: (row: RosterRow) => void }

export const RosterList = ({ roster: { occurrence, docs }, rows, marks, onCancel }: Props) => {
  const t = usePanelText()
  const { dateTime } = useFormats()
  const { isStaff } = useRole()
  const canChoose = ({ status }: RosterRow): boolean => occurrence.canMark && status !== 'cancelled'

  const name = (row: RosterRow) => {
    const { visitor, comment, cancelReason } = row
    const failure = marks.failureOf(row.id)
    // On a phone: what tells namesakes apart, and what has to be known. The rest is a tap away.
    const hasNamesake = docs.some((other) => other.id !== row.id && other.visitor.fullName === visitor.fullName)
    const small = [
      hasNamesake && visitor.cardNumber,
      visitor.status === 'new' && t('ui.statusNew'),
      isStaff && comment,
      isStaff && cancelReason,
    ]
      .filter(Boolean)
      .join(' · ')
    return (
      <span className="pr-roster__person">
        {canChoose(row) && (
          <label className="pr-roster__choice">
            <input
              type="checkbox"
              aria-label={visitor.fullName}
              checked={marks.selected.includes(row.id)}
              onChange={(event) => marks.choose(row.id, event.target.checked)}
            />
          </label>
        )}
        <span className="pr-roster__who">
          {isStaff ? (
            <Link
              className="pr-roster__name"
              href={`/admin/people/${visitor.id}`}
              prefetch={false}
              title={visitor.fullName}
            >
              {visitor.fullName}
            </Link>
          ) : (
            <span className="pr-roster__name">{visitor.fullName}</span>
          )}
          {visitor.status === 'new' && <span className="pr-muted pr-roster__new"> · {t('ui.statusNew')}</span>}
          {small && <span className="pr-roster__small pr-muted">{small}</span>}
          {failure && <span className="pr-error">{failure}</span>}
        </span>
      </span>
    )
  }
  const status = (row: RosterRow) => {
    const now = marks.statusOf(row)
    const pill = <StatusPill status={now} notMarked={row.notMarked} />
    if (!canChoose(row)) return pill
    const next = now === 'attended' ? 'expected' : 'attended'
    return (
      <button
        type="button"
        className="pr-roster__tap"
        disabled={marks.busy}
        aria-label={t(next === 'attended' ? 'participants.tapCame' : 'participants.tapBack', {
          name: row.visitor.fullName,
          status: t(now === 'expected' && row.notMarked ? 'participants.notMarked' : WORDS[now].key),
        })}
        onClick={() => void marks.markOne(row.id, next)}
      >
        {pill}
      </button>
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

  const actionsOf = (row: RosterRow): MenuAction[] => {
    const { id, phone } = row.visitor
    return [
      { key: 'person', label: t('participants.openPerson'), href: `/admin/people/${id}` },
      ...(phone
        ? [{ key: 'call', label: t('participants.call', { phone: formatPhone(phone) }), href: `tel:${phone}` }]
        : []),
      ...(canChoose(row) && marks.statusOf(row) !== 'noShow'
        ? [{ key: 'noShow', label: t('participants.noShow'), onSelect: () => void marks.markOne(row.id, 'noShow') }]
        : []),
      ...(onCancel && row.status !== 'cancelled'
        ? [{ key: 'cancel', label: t('participants.cancel'), danger: true, onSelect: () => onCancel(row) }]
        : []),
    ]
  }

  const columns: Column<RosterRow>[] = [
    { key: 'name', label: t('participants.name'), primary: true, render: name },
    ...(isStaff
      ? [
          {
            key: 'phone',
            onlyWide: true,
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
      onlyWide: true,
      label: t('participants.card'),
      render: ({ visitor }) => <span className="pr-roster__card">{visitor.cardNumber ?? '—'}</span>,
    },
    { key: 'status', label: t('participants.status'), render: status },
    { key: 'booked', label: t('participants.booked'), render: booked, onlyWide: true },
    ...(isStaff
      ? [
          {
            key: 'comment',
            onlyWide: true,
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
      rows={rows}
      rowKey={({ id }) => id}
      rowClassName={(row) =>
        row.status === 'cancelled' ? 'pr-roster__gone' : marks.failureOf(row.id) ? 'pr-roster__failed' : ''
      }
      empty={
        docs.length > 0 ? (
          <Empty title={t('participants.nobodyFound')} />
        ) : (
          <Empty title={t('participants.empty')} text={occurrence.canBook ? t('participants.emptyHint') : undefined} />
        )
      }
      actions={isStaff ? (row) => <Menu about={row.visitor.fullName} actions={actionsOf(row)} /> : undefined}
    />
  )
}
