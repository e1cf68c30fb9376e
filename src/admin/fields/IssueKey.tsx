'use client'
import { Banner, Button, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import { usePanelText } from '@/admin/ui/texts'
import { ShownKey } from './ShownKey'

/** Issues the key of an integration and shows it only once. */
export const IssueKey = () => {
  const { id, initialData } = useDocumentInfo()
  const t = usePanelText()
  const [key, setKey] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  if (!id) return <p>{t('integrationKey.saveFirst')}</p>

  const issue = async () => {
    setBusy(true)
    setFailed(false)
    const response = await fetch(`/api/integrations/${id}/key`, { method: 'POST', credentials: 'include' }).catch(
      () => null,
    )
    setBusy(false)
    if (!response?.ok) return setFailed(true)
    setKey(((await response.json()) as { key: string }).key)
  }

  return (
    <div className="field-type">
      <Button buttonStyle="secondary" onClick={issue} disabled={busy}>
        {t(initialData?.prefix || key ? 'integrationKey.issueAgain' : 'integrationKey.issue')}
      </Button>
      <div aria-live="polite">
        {failed && <Banner type="error">{t('integrationKey.failed')}</Banner>}
        {key && (
          <Banner type="success">
            <ShownKey value={key} />
          </Banner>
        )}
      </div>
    </div>
  )
}
