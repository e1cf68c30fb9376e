'use client'
import { toast, useDocumentInfo } from '@payloadcms/ui'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { usePanelText } from '@/admin/ui/texts'
import type { AnswerOf } from '@/admin/ui/answers'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import type { retryAllMessagesRoute } from '@/endpoints/messages'
import { AgainButton } from './AgainButton'

const LIST = '/admin/collections/messages'
const FAILED = 'where[or][0][and][0][status][equals]=failed'

/** Above the list: the number of unsent messages, a link to only those, and a button to send all of them again. */
export const RetryAll = () => {
  const t = usePanelText()
  const router = useRouter()
  const params = useSearchParams()
  const { data, refresh } = useData<{ totalDocs: number }>('/api/messages/count', { 'where[status][equals]': 'failed' })
  const { isAdministrator } = useRole()
  if (!isAdministrator || !data || data.totalDocs === 0) return null
  const onlyFailed = params.toString().includes('equals%5D=failed') || params.toString().includes('[equals]=failed')
  return (
    <div
      className="pr-banner"
      role="status"
      style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', marginBottom: 16 }}
    >
      <strong>{t('messages.failed', { count: data.totalDocs })}</strong>
      <Link href={onlyFailed ? LIST : `${LIST}?${FAILED}`} prefetch={false}>
        {t(onlyFailed ? 'messages.everything' : 'messages.onlyFailed')}
      </Link>
      <AgainButton
        label={t('messages.allAgain')}
        question={t('messages.sureAll')}
        note={t('messages.madeAnew')}
        path="/api/messages/retry"
        onDone={({ retried }: AnswerOf<typeof retryAllMessagesRoute>) => {
          toast.success(t('messages.allDone', { count: retried }))
          void refresh()
          router.refresh()
        }}
      />
    </div>
  )
}

/** Shown on a message that was not sent. */
export const RetryOne = () => {
  const t = usePanelText()
  const router = useRouter()
  const { id, data } = useDocumentInfo()
  const status: unknown = data?.status
  const { isAdministrator } = useRole()
  if (!isAdministrator || id === undefined || (status !== 'failed' && status !== 'parked' && status !== 'skipped'))
    return null
  return (
    <AgainButton
      label={t('messages.again')}
      question={t('messages.sureOne')}
      note={t('messages.madeAnew')}
      path={`/api/messages/${id}/retry`}
      onDone={() => {
        toast.success(t('messages.done'))
        router.push(LIST)
      }}
    />
  )
}
