'use client'
import { useDocumentInfo, useStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { useEffect } from 'react'
import { Screen } from '@/admin/ui/Screen'
import { Failed, Loading } from '@/admin/ui/States'
import { useFormats, usePanelText, usePanelWord } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { Changes, Person } from './Changes'
import { LOG, type LogPage } from './logEntry'
import { FromWhere, Who, Whom } from './Whom'
import './log.scss'

type Stored = Parameters<typeof Person>[0] & Parameters<typeof Changes>[0] & { requestId: string | null }

/** One entry of the log in words, instead of a form that saves nothing. */
export const EntryView = () => {
  const { id } = useDocumentInfo()
  const t = usePanelText()
  const word = usePanelWord()
  const { dateTime } = useFormats()
  const { setStepNav } = useStepNav()
  const { data, error, refresh } = useData<LogPage>('/api/audit-log/list', { entry: id })
  const { data: stored } = useData<Stored>(`/api/audit-log/${id}`)
  const entry = data?.docs[0]
  const title = entry ? word('audit.action', entry.action) : t('log.entry')
  useEffect(() => setStepNav([{ label: t('log.title'), url: LOG }, { label: title }]), [setStepNav, t, title])
  const facts = entry && [
    { name: t('log.when'), value: <time dateTime={entry.at}>{dateTime(entry.at)}</time> },
    { name: t('log.who'), value: <Who entry={entry} /> },
    { name: t('log.about'), value: <Whom entry={entry} /> },
    { name: t('log.via'), value: <FromWhere entry={entry} /> },
    { name: t('log.request'), value: stored?.requestId ?? '—' },
  ]
  return (
    <Screen title={title}>
      {error && !data && <Failed error={error} onRetry={() => void refresh()} />}
      {!error && !facts && <Loading />}
      {facts && (
        <dl className="pr-log__facts">
          {facts.map(({ name, value }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {entry && entry.listed.length > 0 && (
        <section className="pr-facts">
          <h2>{t('log.listed')}</h2>
          <ul>
            {entry.listed.map(({ id: person, name }) => (
              <li key={person}>
                <Link href={`/admin/people/${person}`} prefetch={false}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {stored && <Changes changes={stored.changes} />}
      {stored && <Person person={stored.person} />}
    </Screen>
  )
}
