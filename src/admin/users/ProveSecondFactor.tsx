'use client'
import { toast } from '@payloadcms/ui'
import { useState, type FormEvent } from 'react'
import { createPortal } from 'react-dom'
import { call } from '@/admin/ui/api'
import { Dialog } from '@/admin/ui/Dialog'
import { TextInput } from '@/admin/ui/fields'
import { usePanelText } from '@/admin/ui/texts'
import { RecoveryCodes } from './RecoveryCodes'
import { useAsking } from './useAsking'

type Props = { id: string; way: 'remove' | 'recovery-codes'; onClose: () => void }

/** What takes the password and a code: turning it off, and new recovery codes. */
export const ProveSecondFactor = ({ id, way, onClose }: Props) => {
  const t = usePanelText()
  const { busy, ask, errorOf, otherwise } = useAsking()
  const [typed, setTyped] = useState({ currentPassword: '', otp: '' })
  const [codes, setCodes] = useState<string[] | null>(null)
  const title = t(way === 'remove' ? 'account.factor.remove' : 'account.factor.newCodes')

  const send = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    void ask(async () => {
      const path = `/api/users/${id}/second-factor/${way}`
      const { recoveryCodes } = await call<{ recoveryCodes?: string[] }>(path, { method: 'POST', body: typed })
      if (recoveryCodes) return setCodes(recoveryCodes)
      toast.success(t('account.factor.removed'))
      onClose()
    })
  }

  return createPortal(
    <Dialog open title={codes ? t('account.factor.codesTitle') : title} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <form className="pr-account__fields" noValidate onSubmit={send}>
          {way === 'remove' && <p className="pr-account__text">{t('account.factor.removeText')}</p>}
          <TextInput
            type="password"
            label={t('account.currentPassword')}
            autoComplete="current-password"
            data-focus-first
            value={typed.currentPassword}
            onChange={(currentPassword) => setTyped((before) => ({ ...before, currentPassword }))}
            error={errorOf('currentPassword')}
          />
          <TextInput
            label={t('account.factor.codeOrRecovery')}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={typed.otp}
            onChange={(otp) => setTyped((before) => ({ ...before, otp }))}
            error={errorOf('otp')}
          />
          {otherwise && <p className="pr-error">{otherwise}</p>}
          <button
            type="submit"
            className={`pr-button ${way === 'remove' ? 'pr-button--danger' : 'pr-button--primary'}`}
            disabled={busy || Object.values(typed).includes('')}
            aria-busy={busy || undefined}
          >
            {title}
          </button>
        </form>
      )}
    </Dialog>,
    document.body,
  )
}
