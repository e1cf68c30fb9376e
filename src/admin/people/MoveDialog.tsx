'use client'
import { useState } from 'react'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { SelectInput } from '@/admin/ui/fields'
import { Failed, Loading } from '@/admin/ui/States'
import { usePanelText } from '@/admin/ui/texts'
import { byService } from '@/domain/booking/byService'
import type { Visit } from './profile'
import { type Slot, useSlots, useSlotWords, useTitles } from './slots'

type Props = {
  visitor: string
  visit: Visit
  /** The booking in words. */
  now: string
  onMoved: (to: string) => Promise<void>
  onClose: () => void
}

/** Another time, or another service: full ones are shown with why, since that is what people ask. */
export const MoveDialog = ({ visitor, visit, now, onMoved, onClose }: Props) => {
  const t = usePanelText()
  const titleOf = useTitles()
  const { when, why } = useSlotWords()
  const { slots, error: failed } = useSlots(visitor, visit.id)
  const [service, setService] = useState(visit.service.id)
  const [chosen, setChosen] = useState<Slot | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const others = slots?.filter(
    ({ occurrence, endsAt }) => occurrence !== visit.occurrence && new Date(endsAt) > new Date(),
  )
  const offers = byService(others ?? [], new Date())
  const times = (others ?? []).filter((slot) => slot.service === service)
  const services = [...new Set([visit.service.id, ...offers.map((offer) => offer.service)])]

  const move = async (): Promise<void> => {
    if (!chosen) return
    setBusy(true)
    setError(null)
    try {
      await call(`/api/participants/${visit.id}/move`, { method: 'POST', body: { occurrence: chosen.occurrence } })
      await onMoved(`${when(chosen)}, ${titleOf(chosen.service)}`)
    } catch (thrown) {
      setError(refusalOf(thrown))
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('people.moveTitle')}
      confirmLabel={t('people.move')}
      busy={busy || !chosen}
      error={error}
      onConfirm={() => void move()}
      onClose={onClose}
    >
      <p>{t('people.moveFrom', { what: now })}</p>
      {failed && <Failed error={failed} />}
      {!failed && !slots && <Loading rows={4} />}
      {slots && (
        <>
          <SelectInput
            label={t('people.service')}
            options={services.map((id) => ({ value: id, label: titleOf(id) }))}
            value={service}
            onChange={(id) => {
              setService(id)
              setChosen(null)
            }}
          />
          {times.length === 0 && <p className="pr-muted">{t('people.noTimes')}</p>}
          <fieldset className="pr-slots">
            <legend>{t('people.newTime')}</legend>
            {times.map((slot) => (
              <label key={slot.occurrence} className="pr-slots__one">
                <input
                  type="radio"
                  name="slot"
                  disabled={slot.state === 'refused'}
                  checked={chosen?.occurrence === slot.occurrence}
                  onChange={() => setChosen(slot)}
                />
                <span>
                  {when(slot)}, {titleOf(slot.place)}
                  <span className="pr-muted">
                    {' · '}
                    {slot.state === 'refused' ? why(slot) : t('people.freePlaces', { count: slot.free })}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        </>
      )}
    </ConfirmDialog>
  )
}
