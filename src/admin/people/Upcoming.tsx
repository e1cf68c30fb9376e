'use client'
import { useState } from 'react'
import { CancelBooking } from '@/admin/participants/CancelBooking'
import { StatusPill } from '@/admin/participants/StatusPill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import { MoveDialog } from './MoveDialog'
import type { Profile, Visit } from './profile'
import { Section } from './Section'

type Props = { profile: Profile; changed: () => Promise<void> }

/** Where they are booked next: the answer to most calls. */
export const Upcoming = ({ profile: { visitor, upcoming }, changed }: Props) => {
  const t = usePanelText()
  const { dayShort, hours } = useFormats()
  const { isStaff } = useRole()
  const [moving, setMoving] = useState<Visit | null>(null)
  const [cancelling, setCancelling] = useState<Visit | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const whenOf = (visit: Visit): string => `${dayShort(visit.date)}, ${hours(visit, visit.timezone)}`
  return (
    <Section title={t('people.upcoming')}>
      <div role="status">{said && <p className="pr-note pr-note--green">{said}</p>}</div>
      {upcoming.length === 0 && <p className="pr-muted">{t('people.noUpcoming')}</p>}
      <ul className="pr-person__rows">
        {upcoming.map((visit) => {
          const what = `${whenOf(visit)}, ${visit.service.title}`
          return (
            <li key={visit.id}>
              <span className="pr-person__what">
                <b>{whenOf(visit)}</b> {visit.service.title}, {visit.place.title}
                {visit.status !== 'expected' && <StatusPill status={visit.status} notMarked={false} />}
                {visit.comment && <span className="pr-muted">{visit.comment}</span>}
              </span>
              {isStaff && (
                <span className="pr-person__buttons">
                  {visit.status === 'expected' && (
                    <button
                      type="button"
                      className="pr-button"
                      aria-label={t('people.moveOf', { what })}
                      onClick={() => setMoving(visit)}
                    >
                      {t('people.move')}
                    </button>
                  )}
                  <button
                    type="button"
                    className="pr-button"
                    aria-label={t('people.cancelOf', { what })}
                    onClick={() => setCancelling(visit)}
                  >
                    {t('people.cancel')}
                  </button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {moving && (
        <MoveDialog
          visitor={visitor.id}
          visit={moving}
          now={`${whenOf(moving)}, ${moving.service.title}, ${moving.place.title}`}
          onMoved={async (to) => {
            setMoving(null)
            setSaid(t('people.moved', { what: to }))
            await changed()
          }}
          onClose={() => setMoving(null)}
        />
      )}
      {cancelling && (
        <CancelBooking person={{ id: cancelling.id, visitor }} changed={changed} onClose={() => setCancelling(null)} />
      )}
    </Section>
  )
}
