'use client'
import { useConfig, useDocumentInfo, useFormModified } from '@payloadcms/ui'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActivateDialog } from '@/admin/schedule/ActivateDialog'
import { EndEventDialog } from '@/admin/schedule/EndEventDialog'
import type { NamedEvent, Scheduled } from '@/admin/schedule/scheduled'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import { copyAddress } from './copy'
import './event.scss'

type Doing = 'archive' | 'activate' | 'delete'

/** Actions on a whole event, on its own page, with the same dialogs as in the schedule. */
export const WholeEvent = () => {
  const t = usePanelText()
  const formats = useFormats()
  const router = useRouter()
  const { config } = useConfig()
  const { isStaff } = useRole()
  const { id, savedDocumentData } = useDocumentInfo()
  const modified = useFormModified()
  const [doing, setDoing] = useState<Doing | null>(null)
  if (!id || !savedDocumentData) return null
  const { title, type, state, nextDate, lastDate } = savedDocumentData as Pick<
    Scheduled,
    'title' | 'type' | 'state' | 'nextDate' | 'lastDate'
  >
  const event: NamedEvent = { id: String(id), title, type }
  const schedule = `${config.routes.admin}/collections/events`
  const close = (): void => setDoing(null)
  const button = (what: Doing, label: string) => (
    <button type="button" className="pr-button" disabled={modified && what !== 'delete'} onClick={() => setDoing(what)}>
      {label}
    </button>
  )

  return (
    <section className="pr-whole field-type" aria-labelledby="pr-whole-title">
      <h3 id="pr-whole-title">{t('eventForm.whole')}</h3>
      <dl>
        <dt>{t('eventForm.state')}</dt>
        <dd>
          {state === 'archived' ? (
            <Pill tone="grey" icon="▣" label={t('schedule.archived')} />
          ) : (
            <Pill tone="green" label={t('eventForm.stateActive')} />
          )}
        </dd>
        <dt>{t('eventForm.nextDate')}</dt>
        <dd>{nextDate ? formats.day(nextDate) : t('schedule.noDates')}</dd>
        {type === 'recurring' && (
          <>
            <dt>{t('eventForm.lastDate')}</dt>
            <dd>{lastDate ? formats.day(lastDate) : t('eventForm.endless')}</dd>
          </>
        )}
      </dl>
      {isStaff && (
        <div className="pr-whole__actions">
          {state === 'archived'
            ? button('activate', t('schedule.activate'))
            : button('archive', t('schedule.toArchive'))}
          <Link className="pr-button" href={copyAddress(config.routes.admin, event.id)}>
            {t('eventForm.copy')}
          </Link>
          {button('delete', t('schedule.delete'))}
        </div>
      )}
      {isStaff && modified && <p className="pr-muted">{t('eventForm.saveFirst')}</p>}
      {doing === 'activate' && (
        <ActivateDialog event={event} address={`${schedule}/${id}`} onDone={() => router.refresh()} onClose={close} />
      )}
      {(doing === 'archive' || doing === 'delete') && (
        <EndEventDialog
          event={event}
          ending={doing}
          onDone={() => (doing === 'delete' ? router.push(schedule) : router.refresh())}
          onClose={close}
        />
      )}
    </section>
  )
}
