'use client'
import { useState, type FormEvent } from 'react'
import { createPortal } from 'react-dom'
import { call } from '@/admin/ui/api'
import { Dialog } from '@/admin/ui/Dialog'
import { TextInput } from '@/admin/ui/fields'
import { usePanelText } from '@/admin/ui/texts'
import { QrCode } from './QrCode'
import { RecoveryCodes } from './RecoveryCodes'
import { useAsking } from './useAsking'

type Shown = { secret: string; address: string }

/** First the password, then the secret and a code of it, then the recovery codes. */
export const SetUpSecondFactor = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = usePanelText()
  const { busy, ask, errorOf, otherwise } = useAsking()
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState('')
  const [shown, setShown] = useState<Shown | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const path = `/api/users/${id}/second-factor`

  const begin = async () => setShown(await call<Shown>(path, { method: 'POST', body: { currentPassword: password } }))
  const confirm = async () => {
    const body = { otp }
    setCodes((await call<{ recoveryCodes: string[] }>(`${path}/confirm`, { method: 'POST', body })).recoveryCodes)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    void ask(shown ? confirm : begin)
  }

  return createPortal(
    <Dialog open title={t(codes ? 'account.factor.codesTitle' : 'account.factor.title')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <form className="pr-account__fields" noValidate onSubmit={send}>
          {shown ? (
            <>
              <p className="pr-account__text">{t('account.factor.scan')}</p>
              <QrCode text={shown.address} label={t('account.factor.picture')} />
              <p className="pr-account__text">
                {t('account.factor.byHand')} <code className="pr-secret">{shown.secret.replace(/(.{4})/g, '$1 ')}</code>
              </p>
              <TextInput
                key="otp"
                label={t('account.factor.code')}
                hint={t('account.factor.codeHint')}
                inputMode="numeric"
                autoComplete="one-time-code"
                value={otp}
                onChange={setOtp}
                error={errorOf('otp')}
              />
            </>
          ) : (
            <TextInput
              key="password"
              type="password"
              label={t('account.currentPassword')}
              autoComplete="current-password"
              data-focus-first
              value={password}
              onChange={setPassword}
              error={errorOf('currentPassword')}
            />
          )}
          {otherwise && <p className="pr-error">{otherwise}</p>}
          <button
            type="submit"
            className="pr-button pr-button--primary"
            disabled={busy || (shown ? otp : password) === ''}
            aria-busy={busy || undefined}
          >
            {t(shown ? 'account.factor.confirm' : 'account.factor.next')}
          </button>
        </form>
      )}
    </Dialog>,
    document.body,
  )
}
