'use client'
import { DefaultListView, useListDrawerContext, useStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import type { ListViewClientProps } from 'payload'
import { useEffect } from 'react'
import { DataList } from '@/admin/ui/DataList'
import { isBeyond, Pagination } from '@/admin/ui/Pagination'
import { Screen } from '@/admin/ui/Screen'
import { Empty } from '@/admin/ui/States'
import { useFormats, usePanelText, usePanelWord } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useUrlState } from '@/admin/ui/useUrlState'
import { runsOf, type Run } from '@/domain/audit/runs'
import { ALL, LOG, questionOf, type LogEntry, type LogFilters, type LogPage } from './logEntry'
import { LogFilterBar } from './LogFilterBar'
import { FromWhere, Who, Whom } from './Whom'
import './log.scss'

const LIMIT = 30

/** The log, instead of Payload's list. */
export const LogView = (props: ListViewClientProps) => {
  const { isInDrawer } = useListDrawerContext()
  return isInDrawer ? <DefaultListView {...props} /> : <Log />
}

const Log = () => {
  const t = usePanelText()
  const { setStepNav } = useStepNav()
  const [state, set, reset] = useUrlState(ALL)
  useEffect(() => setStepNav([{ label: t('log.title') }]), [setStepNav, t])
  const page = Math.max(1, Number(state.page) || 1)
  const filters: LogFilters = state
  const isFiltered = Object.values(questionOf(filters)).some((value) => value !== undefined)
  const { data, error, isLoading, refresh } = useData<LogPage>('/api/audit-log/list', {
    ...questionOf(filters),
    page,
    limit: LIMIT,
  })

  return (
    <Screen
      title={t('log.title')}
      actions={
        <Link className="pr-button" href="/admin/retention" prefetch={false}>
          {t('privacy.retention')}
        </Link>
      }
    >
      <p className="pr-muted">{t('log.intro')}</p>
      {data && <Trust trust={data.trust} />}
      <LogFilterBar filters={filters} onChange={(change) => set({ ...change, page: 1 })} onReset={() => reset()} />
      <DataList
        label={t('log.title')}
        columns={useColumns()}
        rows={data && !isBeyond(data) ? runsOf(data.docs) : undefined}
        rowKey={({ last }: Run<LogEntry>) => last.id}
        empty={isFiltered ? <Empty title={t('log.nothing')} text={t('log.nothingHint')} /> : <Empty />}
        loading={isLoading}
        error={error}
        onRetry={() => void refresh()}
      />
      {data && (
        <Pagination
          page={data.page}
          limit={data.limit}
          totalDocs={data.totalDocs}
          onChange={(next) => set({ page: next })}
        />
      )}
      {data?.isMore && <p className="pr-muted">{t('log.more', { count: data.totalDocs })}</p>}
    </Screen>
  )
}

const Trust = ({ trust: { verifiedAt, changed, guarded } }: { trust: LogPage['trust'] }) => {
  const t = usePanelText()
  const { dateTime } = useFormats()
  return (
    <p className={changed ? 'pr-error' : 'pr-muted'}>
      {verifiedAt === null
        ? t('log.notChecked')
        : t(changed ? 'log.changed' : 'log.whole', { at: dateTime(verifiedAt) })}{' '}
      {!guarded && t('log.oneRole')}
    </p>
  )
}

const useColumns = () => {
  const t = usePanelText()
  const word = usePanelWord()
  const { dateTime } = useFormats()
  return [
    {
      key: 'action',
      label: t('log.action'),
      primary: true,
      render: ({ last, count }: Run<LogEntry>) => (
        <span className="pr-log__action">
          <Link href={`${LOG}/${last.id}`} prefetch={false}>
            {word('audit.action', last.action)}
          </Link>
          {count > 1 && <span className="pr-log__times">{t('log.times', { count })}</span>}
        </span>
      ),
    },
    { key: 'whom', label: t('log.about'), render: ({ last }: Run<LogEntry>) => <Whom entry={last} /> },
    { key: 'who', label: t('log.who'), render: ({ last }: Run<LogEntry>) => <Who entry={last} /> },
    {
      key: 'when',
      label: t('log.when'),
      render: ({ last, count, since }: Run<LogEntry>) => (
        <span className="pr-log__whom">
          <time dateTime={last.at}>{dateTime(last.at)}</time>
          {count > 1 && <span className="pr-muted">{t('log.since', { at: dateTime(since) })}</span>}
        </span>
      ),
    },
    { key: 'via', label: t('log.via'), render: ({ last }: Run<LogEntry>) => <FromWhere entry={last} /> },
  ]
}
