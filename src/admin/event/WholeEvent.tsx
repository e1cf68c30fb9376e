'use client'
import { useConfig, useDocumentInfo, useFormModified } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActivateDialog } from '@/admin/schedule/ActivateDialog'
import { EndEventDialog } from '@/admin/schedule/EndEventDialog'
import type { NamedEvent, Scheduled } from '@/admin/schedule/scheduled'
import { usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import './event.scss'

type Doing = 'archive' | 'activate' | 'delete'

/** What is done to an event as a whole, on its own page: the same dialogs as in the schedule. */
export const WholeEvent = () => {
  const t = usePanelText()
  const router = useRouter()
  const { config } = useConfig()
  const { isStaff } = useRole()
  const { id, savedDocumentData } = useDocumentInfo()
  const modified = useFormModified()
  const [doing, setDoing] = useState<Doing | null>(null)
  if (!id || !savedDocumentData || !isStaff) return null
  const { title, type, state } = savedDocumentData as Pick<Scheduled, 'title' | 'type' | 'state'>
  const event: NamedEvent = { id: String(id), title, type }
  const schedule = `${config.routes.admin}/collections/events`
  const close = (): void => setDoing(null)
  const button = (what: Doing, label: string) => (
    <button type="button" className="pr-button" disabled={modified && what !== 'delete'} onClick={() => setDoing(what)}>{label}</button>
  )

  return (
    <section className="pr-whole field-type" aria-labelledby="pr-whole-title">
      <h3 id="pr-whole-title">{t('eventForm.whole')}</h3>
      <div className="pr-whole__actions">
        {state === 'archived' ? button('activate', t('schedule.activate')) : button('archive', t('schedule.toArchive'))}
        {button('delete', t('schedule.delete'))}
      </div>
      {modified && <p className="pr-muted">{t('eventForm.saveFirst')}</p>}
      {doing === 'activate' && <ActivateDialog event={event} address={`${schedule}/${id}`} onDone={() => router.refresh()} onClose={close} />}
      {(doing === 'archive' || doing === 'delete') && (
        <EndEventDialog event={event} ending={doing} onDone={() => (doing === 'delete' ? router.push(schedule) : router.refresh())} onClose={close} />
      )}
    </section>
  )
}
