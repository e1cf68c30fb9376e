'use client'
import { toast, useDocumentInfo } from '@payloadcms/ui'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { call, refusalOf } from '@/admin/ui/api'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'

const LIST = '/admin/collections/error-reports'
const OPEN = 'where[or][0][and][0][state][equals]=open'

/** Above the list: the number of open errors, and a link to only those. */
export const OpenErrors = () => {
  const t = usePanelText()
  const params = useSearchParams()
  const { data } = useData<{ totalDocs: number }>('/api/error-reports/count', { 'where[state][equals]': 'open' })
  if (!data || data.totalDocs === 0) return null
  const onlyOpen = [...params.values()].includes('open')
  return (
    <div
      className="pr-banner"
      role="status"
      style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', marginBottom: 16 }}
    >
      <strong>{t('errorReports.open', { count: data.totalDocs })}</strong>
      <Link href={onlyOpen ? LIST : `${LIST}?${OPEN}`} prefetch={false}>
        {t(onlyOpen ? 'errorReports.everything' : 'errorReports.onlyOpen')}
      </Link>
    </div>
  )
}

/** Shown on an open error. */
export const Solve = () => {
  const t = usePanelText()
  const router = useRouter()
  const { id, data } = useDocumentInfo()
  const { isAdministrator } = useRole()
  const [busy, setBusy] = useState(false)
  if (!isAdministrator || id === undefined || data?.state !== 'open') return null
  const solve = async () => {
    setBusy(true)
    try {
      await call(`/api/error-reports/${id}/solve`, { method: 'POST', body: {} })
      toast.success(t('errorReports.solved'))
      router.push(LIST)
    } catch (thrown) {
      toast.error(refusalOf(thrown).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" className="pr-button" disabled={busy} onClick={() => void solve()}>
      {t('errorReports.solve')}
    </button>
  )
}
