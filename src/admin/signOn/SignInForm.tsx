'use client'
import { useState, type FormEvent } from 'react'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { TextInput } from '@/admin/ui/fields'
import { usePanelText } from '@/admin/ui/texts'
import './signOn.scss'

type Props = {
  /** Whose session has ended, where it is known; it can't be changed then. */
  email?: string
  onSignedIn: (user: { id: string }) => void
}

/** Signs in with e-mail and password, and with a code where the account has one. On a page or in a dialog. */
export const SignInForm = ({ email: known, onSignedIn }: Props) => {
  const t = usePanelText()
  const [typed, setTyped] = useState({ email: known ?? '', password: '', otp: '' })
  const [asksCode, setAsksCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)
  const type = (name: keyof typeof typed) => (value: string) => setTyped((before) => ({ ...before, [name]: value }))

  const send = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setBusy(true)
    setRefused(null)
    const { otp, ...entry } = typed
    try {
      const body = asksCode ? { ...entry, otp } : entry
      onSignedIn((await call<{ user: { id: string } }>('/api/users/login', { method: 'POST', body })).user)
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      setBusy(false)
      setTyped((before) => ({ ...before, otp: '' }))
      if (refusal.code === 'OTP_REQUIRED') return setAsksCode(true)
      setRefused(refusal)
      // Somebody has changed the password meanwhile.
      if (refusal.code === 'LOGIN_FAILED') setAsksCode(false)
    }
  }
  const back = () => {
    setAsksCode(false)
    setRefused(null)
  }

  return (
    <form className="pr-sign-in" method="post" onSubmit={(event) => void send(event)}>
      {asksCode ? (
        <TextInput
          key="code"
          name="otp"
          label={t('signOn.code')}
          hint={t('signOn.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          value={typed.otp}
          onChange={type('otp')}
        />
      ) : (
        <>
          <TextInput
            name="email"
            type="email"
            label={t('signOn.email')}
            autoComplete="username"
            required
            readOnly={known !== undefined}
            value={typed.email}
            onChange={type('email')}
          />
          <TextInput
            name="password"
            type="password"
            label={t('signOn.password')}
            autoComplete="current-password"
            required
            value={typed.password}
            onChange={type('password')}
          />
        </>
      )}
      <div role="alert">{refused && <p className="pr-error">{refused.message}</p>}</div>
      <button type="submit" className="pr-button pr-button--primary" disabled={busy} aria-busy={busy || undefined}>
        {t('signOn.enter')}
      </button>
      {asksCode && (
        <button type="button" className="pr-button" onClick={back}>
          {t('signOn.back')}
        </button>
      )}
    </form>
  )
}

/** The page. It is left as a whole, so that nothing of before stays in memory. */
export const SignInPage = ({ next }: { next: string }) => {
  const t = usePanelText()
  return (
    <>
      <SignInForm onSignedIn={() => window.location.assign(next)} />
      <a className="pr-sign-in__forgot" href="/admin/forgot">
        {t('signOn.forgot')}
      </a>
    </>
  )
}
