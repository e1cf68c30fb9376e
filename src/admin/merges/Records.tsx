'use client'
import { Link, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import type { profileRoute } from '@/endpoints/visitors'
import { PersonLink } from '@/admin/people/PersonLink'
import { MergeDialog } from './MergeDialog'
import { PersonPhoto } from './PersonPhoto'
import { UndoMerge } from './UndoMerge'
import './merges.scss'

type Profile = AnswerOf<typeof profileRoute>
type Doc = { erasedAt?: string | null; mergedInto?: string | { id: string } | null }

/** On the page of a person: the records that lead here, and similar people. */
export const Records = () => {
  const { id, initialData } = useDocumentInfo()
  const { erasedAt, mergedInto } = (initialData ?? {}) as Doc
  return id && !erasedAt && !mergedInto ? <OfPerson id={String(id)} /> : null
}

/** Above the form: the way to the person, which for a merged record is the survivor. */
export const LeadsElsewhere = () => {
  const t = usePanelText()
  const { config } = useConfig()
  const { id, initialData } = useDocumentInfo()
  const { mergedInto } = (initialData ?? {}) as Doc
  if (!id) return null
  if (!mergedInto)
    return (
      <p className="pr-to-person">
        <PersonLink id={String(id)}>{t('people.toPerson')}</PersonLink>
      </p>
    )
  const survivor = typeof mergedInto === 'string' ? mergedInto : mergedInto.id
  return (
    <p role="status" className="pr-merged">
      {t('merges.leadsElsewhere')}{' '}
      <Link href={`${config.routes.admin}/collections/visitors/${survivor}`} prefetch={false}>
        {t('merges.openSurvivor')}
      </Link>
    </p>
  )
}

const OfPerson = ({ id }: { id: string }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const { isAdministrator } = useRole()
  const { data } = useData<Profile>(`/api/visitors/${id}/profile`)
  const [merging, setMerging] = useState<string | null>(null)
  if (!data || (data.merged.length === 0 && data.duplicates.length === 0)) return null
  return (
    <section className="field-type" aria-labelledby="records-of-person">
      <h3 id="records-of-person">{t('merges.records')}</h3>
      <ul className="pr-records">
        {data.merged.map((record) => (
          <li key={record.id}>
            {record.photo && <PersonPhoto photo={record.photo} name={record.fullName} />}
            <span>
              {t('merges.leadsHere', {
                name: record.fullName,
                card: record.cardNumber ?? '—',
                day: day(record.mergedAt),
              })}
            </span>
            {isAdministrator && record.undoUntil && (
              // The form shows what was, so it is loaded anew.
              <UndoMerge merge={record.merge} onDone={() => window.location.reload()} />
            )}
          </li>
        ))}
      </ul>
      {data.duplicates.length > 0 && <h4>{t('merges.similar')}</h4>}
      <ul className="pr-records">
        {data.duplicates.map(({ id: similar, fullName, cardNumber, reason }) => (
          <li key={similar}>
            <span>
              <PersonLink id={similar}>{fullName}</PersonLink>
              <span className="pr-muted">
                {' '}
                {cardNumber && `${t('ui.card', { number: cardNumber })} · `}
                {t(`merges.reason.${reason}`)}
              </span>
            </span>
            {isAdministrator && (
              <button
                type="button"
                className="pr-button"
                aria-label={`${t('merges.merge')}: ${fullName}`}
                onClick={() => setMerging(similar)}
              >
                {t('merges.merge')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {merging && (
        <MergeDialog
          first={id}
          second={merging}
          onClose={() => setMerging(null)}
          onDone={() => window.location.reload()}
        />
      )}
    </section>
  )
}
