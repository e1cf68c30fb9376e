'use client'
import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { dataOf } from '@/domain/refusalData'
import type { AffectedPerson } from '@/domain/events/impact'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { PeopleList } from '@/admin/ui/PeopleList'
import { usePanelText } from '@/admin/ui/texts'
import type { NamedEvent } from './scheduled'

export type Ending = 'archive' | 'delete'
type Props = { event: NamedEvent; ending: Ending; onDone: () => void; onClose: () => void }

const end = ({ id }: NamedEvent, ending: Ending, confirm: boolean): Promise<unknown> =>
  ending === 'archive'
    ? call(`/api/events/${id}/archive`, { method: 'POST', body: confirm ? { confirm } : {} })
    : call(`/api/events/${id}`, { method: 'DELETE', query: confirm ? { confirm } : {} })

/** One line per person, even if they are booked on several dates. */
const byPerson = (affected: AffectedPerson[]): { id: string; name: string; bookings: number }[] => {
  const people = new Map<string, { id: string; name: string; bookings: number }>()
  for (const { visitor, visitorName } of affected) {
    const known = people.get(visitor)
    if (known) known.bookings += 1
    else people.set(visitor, { id: visitor, name: visitorName ?? '—', bookings: 1 })
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'ru'))
}

/** If people are booked, archiving and deleting ask a second time and name them. */
export const EndEventDialog = ({ event, ending, onDone, onClose }: Props) => {
  const t = usePanelText()
  const [affected, setAffected] = useState<AffectedPerson[] | null>(null)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const [busy, setBusy] = useState(false)
  const { title } = event
  const asked = affected !== null

  const confirm = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await end(event, ending, asked)
      onClose()
      toast.success(t(ending === 'archive' ? 'schedule.archivedNow' : 'schedule.deletedNow', { title }))
      onDone()
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const asks = dataOf(refusal, ending === 'archive' ? 'ARCHIVE_CONFIRM_REQUIRED' : 'DELETE_CONFIRM_REQUIRED')
      if (asks) setAffected(asks.participants)
      else setError(refusal)
      setBusy(false)
    }
  }

  const plain = ending === 'archive' ? t('schedule.toArchive') : t('schedule.delete')
  const anyway = ending === 'archive' ? t('schedule.archiveAnyway') : t('schedule.deleteAnyway')
  return (
    <ConfirmDialog
      open
      danger={ending === 'delete' || asked}
      title={t(ending === 'archive' ? 'schedule.archiveTitle' : 'schedule.deleteTitle', { title })}
      confirmLabel={asked ? anyway : plain}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t(ending === 'archive' ? 'schedule.archiveText' : 'schedule.deleteText')}</p>
      <div aria-live="polite">
        {affected && (
          <>
            <p className="pr-error">{t(ending === 'archive' ? 'schedule.archivePeople' : 'schedule.deletePeople')}</p>
            <PeopleList
              people={byPerson(affected).map(({ bookings, ...person }) => ({
                ...person,
                visitor: person.id,
                note: bookings > 1 ? t('schedule.bookings', { count: bookings }) : undefined,
              }))}
            />
          </>
        )}
      </div>
    </ConfirmDialog>
  )
}
