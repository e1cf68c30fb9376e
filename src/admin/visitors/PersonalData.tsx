'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { SelectInput } from '@/admin/ui/fields'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'

type Doc = { erasedAt?: string | null; consent?: { givenAt?: string | null; withdrawnAt?: string | null } }

const REASONS = {
  request: 'privacy.reasonRequest',
  consentWithdrawn: 'privacy.reasonConsent',
  mistake: 'privacy.reasonMistake',
} as const

/** Shows the consent and its withdrawal. */
export const PersonalData = () => {
  const { id, initialData } = useDocumentInfo()
  const { isAdministrator, isStaff } = useRole()
  const t = usePanelText()
  // Formats a day without the browser's zone, so that server and browser render the same.
  const { day } = useFormats()
  const [asking, setAsking] = useState<'erase' | 'withdraw' | null>(null)
  if (!id) return null
  const { erasedAt, consent } = (initialData ?? {}) as Doc
  if (erasedAt) return <p role="status">{t('privacy.isErased')}</p>
  return (
    <section className="field-type" aria-labelledby="personal-data">
      <h3 id="personal-data">{t('privacy.title')}</h3>
      <p>
        {consent?.withdrawnAt
          ? t('privacy.consentWithdrawn', { at: day(consent.withdrawnAt) })
          : consent?.givenAt
            ? t('privacy.consentGiven', { at: day(consent.givenAt) })
            : t('privacy.noConsent')}
      </p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {isStaff && consent?.givenAt && !consent.withdrawnAt && (
          <button type="button" className="pr-button" onClick={() => setAsking('withdraw')}>
            {t('privacy.withdraw')}
          </button>
        )}
        {isAdministrator && (
          <>
            <a className="pr-button" href={`/api/visitors/${id}/personal-data`} download={`${id}.json`}>
              {t('privacy.download')}
            </a>
            <a
              className="pr-button"
              href={`/api/visitors/${id}/personal-data?format=html`}
              target="_blank"
              rel="noreferrer"
            >
              {t('privacy.print')}
            </a>
            <button type="button" className="pr-button pr-button--danger" onClick={() => setAsking('erase')}>
              {t('privacy.erase')}
            </button>
          </>
        )}
      </div>
      <AskPersonalData id={String(id)} asking={asking} onClose={() => setAsking(null)} />
    </section>
  )
}

type Asking = {
  id: string
  asking: 'erase' | 'withdraw' | null
  /** Called instead of reading the page again. */
  onDone?: () => void
  onClose: () => void
}

/** Asks before a consent is withdrawn or a person is erased. */
export const AskPersonalData = ({ id, asking, onDone, onClose }: Asking) => {
  const t = usePanelText()
  const router = useRouter()
  const [reason, setReason] = useState<keyof typeof REASONS>('request')
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const erasing = asking === 'erase'

  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      await (erasing
        ? call(`/api/visitors/${id}/erase`, { method: 'POST', body: { confirm: true, reason } })
        : call(`/api/visitors/${id}/consent/withdraw`, { method: 'POST', body: {} }))
      onClose()
      // The form below still shows the old values.
      if (onDone) onDone()
      else if (erasing) window.location.reload()
      else router.refresh()
    } catch (thrown) {
      setError(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <ConfirmDialog
      open={asking !== null}
      title={t(erasing ? 'privacy.eraseTitle' : 'privacy.withdrawTitle')}
      confirmLabel={t(erasing ? 'privacy.erase' : 'privacy.withdraw')}
      danger
      busy={busy || (erasing && !sure)}
      error={error}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{t(erasing ? 'privacy.eraseText' : 'privacy.withdrawText')}</p>
      {erasing && (
        <>
          <SelectInput
            label={t('privacy.eraseReason')}
            options={Object.entries(REASONS).map(([value, key]) => ({ value, label: t(key) }))}
            value={reason}
            onChange={(value) => setReason(value as keyof typeof REASONS)}
          />
          <label className="pr-check">
            <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
            {t('privacy.eraseSure')}
          </label>
        </>
      )}
    </ConfirmDialog>
  )
}
