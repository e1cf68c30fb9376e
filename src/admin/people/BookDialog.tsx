'use client'
import { useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { TextInput } from '@/admin/ui/fields'
import { Failed, Loading } from '@/admin/ui/States'
import { usePanelText } from '@/admin/ui/texts'
import { byService } from '@/domain/booking/byService'
import { toast } from '@payloadcms/ui'
import type { bookRoute } from '@/endpoints/bookings'
import type { Profile } from './profile'
import { ServiceChoice } from './ServiceChoice'
import { type Slot, useTitles } from './slots'

type Props = {
  visitor: Profile['visitor']
  /** Services that are chosen already. */
  chosen: readonly string[]
  slots: Slot[] | undefined
  error: { message: string } | undefined
  changed: () => Promise<void>
  onClose: () => void
}

/** Books one person on several services at once, all or none; what is refused says why, at its service. */
export const BookDialog = ({ visitor, chosen, slots, error: failed, changed, onClose }: Props) => {
  const t = usePanelText()
  const titleOf = useTitles()
  const offers = byService(slots ?? [], new Date())
  const firstOf = (service: string): string | undefined =>
    offers.find((offer) => offer.service === service)?.open[0]?.occurrence
  /** The occurrence by service. undefined: not chosen by hand yet, so the soonest. */
  const [picked, setPicked] = useState<Record<string, string | null | undefined>>({})
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const pickedOf = (service: string): string | null => {
    const by = picked[service]
    return by === undefined ? ((chosen.includes(service) ? firstOf(service) : null) ?? null) : by
  }
  const wanted = offers.flatMap(({ service }) => pickedOf(service) ?? [])
  const refusalOn = (occurrence: string | null): string | null =>
    error?.errors.find(({ data }) => occurrence !== null && data?.occurrence === occurrence)?.message ?? null

  const book = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const body = { visitor: visitor.id, occurrences: wanted, comment: comment.trim() || null }
      const { participants } = await call<AnswerOf<typeof bookRoute>>('/api/bookings', { method: 'POST', body })
      toast.success(t('people.booked', { count: participants.length }))
      onClose()
    } catch (thrown) {
      setError(refusalOf(thrown))
    } finally {
      setBusy(false)
      await changed()
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('people.bookTitle', { name: visitor.fullName })}
      confirmLabel={wanted.length > 0 ? t('people.bookChosen', { count: wanted.length }) : t('people.book')}
      busy={busy || wanted.length === 0}
      error={error && !wanted.some(refusalOn) ? error : null}
      onConfirm={() => void book()}
      onClose={onClose}
    >
      {failed && <Failed error={failed} />}
      {!failed && !slots && <Loading rows={4} />}
      {slots && offers.length === 0 && <p className="pr-muted">{t('people.nothingOpen')}</p>}
      {offers.length > 0 && (
        <fieldset className="pr-services">
          <legend>{t('people.chooseService')}</legend>
          {offers.map((offer) => (
            <ServiceChoice
              key={offer.service}
              title={titleOf(offer.service)}
              offer={offer}
              picked={pickedOf(offer.service)}
              refused={refusalOn(pickedOf(offer.service))}
              onPick={(occurrence) => setPicked({ ...picked, [offer.service]: occurrence })}
            />
          ))}
        </fieldset>
      )}
      <TextInput label={t('people.bookComment')} value={comment} maxLength={1000} onChange={setComment} />
    </ConfirmDialog>
  )
}
