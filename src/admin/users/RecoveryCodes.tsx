'use client'
import { toast } from '@payloadcms/ui'
import { usePanelText } from '@/admin/ui/texts'

/** Shown once. */
export const RecoveryCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = usePanelText()
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    toast.success(t('account.factor.copied'))
  }
  return (
    <div className="pr-account__fields">
      <p className="pr-account__text">{t('account.factor.codesText')}</p>
      <ul className="pr-recovery">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="pr-account__buttons">
        {window.isSecureContext && (
          <button type="button" className="pr-button" onClick={() => void copy()}>
            {t('account.factor.copy')}
          </button>
        )}
        <button type="button" className="pr-button pr-button--primary" onClick={onDone}>
          {t('account.factor.saved')}
        </button>
      </div>
    </div>
  )
}
