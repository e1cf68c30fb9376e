'use client'
import { Banner, Button, useDocumentInfo, useTranslation } from '@payloadcms/ui'
import { useState } from 'react'

/** Issues the key of an integration and shows it this once. */
export const IssueKey = () => {
  const { id, initialData } = useDocumentInfo()
  const { t } = useTranslation()
  const say = (key: string) => (t as unknown as (key: string) => string)(`pristan:${key}`)
  const [key, setKey] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  if (!id) return <p>{say('saveFirst')}</p>

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
        {say(initialData?.prefix || key ? 'issueKeyAgain' : 'issueKey')}
      </Button>
      <div aria-live="polite">
        {failed && <Banner type="error">{say('requestFailed')}</Banner>}
        {key && (
          <Banner type="success">
            <p>{say('keyShownOnce')}</p>
            <code style={{ overflowWrap: 'anywhere' }}>{key}</code>{' '}
            <Button size="small" buttonStyle="secondary" onClick={() => void navigator.clipboard.writeText(key)}>
              {say('copy')}
            </Button>
          </Banner>
        )}
      </div>
    </div>
  )
}
