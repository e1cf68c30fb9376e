'use client'
import { toast, useDocumentInfo } from '@payloadcms/ui'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { ApiRefusal, call } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'

const LIST = '/admin/collections/messages'
const FAILED = 'where[or][0][and][0][status][equals]=failed'

type Again = { label: string; question: string; path: string; onDone: (answer: { retried?: number }) => void }

/** Asks first: what goes out can't be taken back. */
const AgainButton = ({ label, question, path, onDone }: Again) => {
  const t = usePanelText()
  const [state, setState] = useState<{ open: boolean; busy: boolean; error: ApiRefusal | null }>({ open: false, busy: false, error: null })
  const send = async () => {
    setState({ open: true, busy: true, error: null })
    try {
      const answer = await call<{ retried?: number }>(path, { method: 'POST', body: {} })
      setState({ open: false, busy: false, error: null })
      onDone(answer)
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setState({ open: true, busy: false, error })
    }
  }
  return (
    <>
      <button type="button" className="pr-button" onClick={() => setState({ open: true, busy: false, error: null })}>
        {label}
      </button>
      <ConfirmDialog open={state.open} title={question} confirmLabel={label} busy={state.busy} error={state.error} onConfirm={() => void send()} onClose={() => setState({ open: false, busy: false, error: null })}>
        <p>{t('messages.madeAnew')}</p>
      </ConfirmDialog>
    </>
  )
}

/** Above the list: how many were not sent, a way to see only those, and to send them all again. */
export const RetryAll = () => {
  const t = usePanelText()
  const router = useRouter()
  const params = useSearchParams()
  const { data, refresh } = useData<{ totalDocs: number }>('/api/messages/count', { 'where[status][equals]': 'failed' })
  const { isAdministrator } = useRole()
  if (!isAdministrator || !data || data.totalDocs === 0) return null
  const onlyFailed = params.toString().includes('equals%5D=failed') || params.toString().includes('[equals]=failed')
  return (
    <div className="pr-banner" role="status" style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', marginBottom: 16 }}>
      <strong>{t('messages.failed', { count: data.totalDocs })}</strong>
      <Link href={onlyFailed ? LIST : `${LIST}?${FAILED}`} prefetch={false}>
        {t(onlyFailed ? 'messages.everything' : 'messages.onlyFailed')}
      </Link>
      <AgainButton
        label={t('messages.allAgain')}
        question={t('messages.sureAll')}
        path="/api/messages/retry"
        onDone={({ retried = 0 }) => {
          toast.success(t('messages.allDone', { count: retried }))
          void refresh()
          router.refresh()
        }}
      />
    </div>
  )
}

/** On one message that was not sent. */
export const RetryOne = () => {
  const t = usePanelText()
  const router = useRouter()
  const { id, data } = useDocumentInfo()
  const status: unknown = data?.status
  const { isAdministrator } = useRole()
  if (!isAdministrator || id === undefined || (status !== 'failed' && status !== 'parked' && status !== 'skipped')) return null
  return (
    <AgainButton
      label={t('messages.again')}
      question={t('messages.sureOne')}
      path={`/api/messages/${id}/retry`}
      onDone={() => {
        toast.success(t('messages.done'))
        router.push(LIST)
      }}
    />
  )
}
