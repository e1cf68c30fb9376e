'use client'
import { useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type FormEvent } from 'react'
import { TextInput } from '@/admin/ui/fields'
import { usePanelLanguage, usePanelText } from '@/admin/ui/texts'
import { signIn, whoIsSignedIn, type Person } from './session'
import './requests.scss'

type Props = {
  why: 'over' | 'other'
  /** Who opened the page. */
  before: Person | null
  /** Somebody is signed in, and whoever is asked agrees to go on. */
  onDone: (now: Person) => void
}

/** The password is asked for above the page, which stays as it is and can't be read meanwhile. */
export const SignInAgain = ({ why, before, onDone }: Props) => {
  const t = usePanelText()
  const language = usePanelLanguage()
  const { config } = useConfig()
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  const [email, setEmail] = useState(before?.email ?? '')
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [other, setOther] = useState<Person | null>(null)

  useLayoutEffect(() => {
    if (element.current && !element.current.open) element.current.showModal()
  }, [])

  const meet = useCallback(
    (now: Person | null): void => {
      if (!now) return setOther(null)
      if (before === null || now.id === before.id) onDone(now)
      else setOther(now)
    },
    [before, onDone],
  )
  // Somebody may sign in in another tab, and a session of somebody else is there already.
  useEffect(() => {
    const look = (): void => void whoIsSignedIn().then(meet)
    if (why === 'other') look()
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [why, meet])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    const answer = await signIn({ email, password, otp }, language)
    setBusy(false)
    if ('person' in answer) return meet(answer.person)
    if (answer.asksCode && otp === null) setOtp('')
    else setError(answer.message)
  }

  const login = `${config.routes.admin}/login`
  return (
    <dialog
      ref={element}
      className="pr-again"
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id}>{t(other ? 'requests.other.title' : 'requests.over.title')}</h2>
      {other && before ? (
        <>
          <p>{t('requests.other.text', { now: other.name, before: before.name })}</p>
          <div className="pr-again__buttons">
            <button type="button" className="pr-button" onClick={() => setOther(null)}>
              {t('requests.other.back', { name: before.name })}
            </button>
            <button type="button" className="pr-button pr-button--primary" onClick={() => onDone(other)}>
              {t('requests.other.go', { name: other.name })}
            </button>
          </div>
        </>
      ) : (
        <form className="pr-again__form" noValidate onSubmit={(event) => void submit(event)}>
          <p>{t('requests.over.text')}</p>
          <TextInput
            label={t('requests.email')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
          />
          <TextInput
            label={t('requests.password')}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={setPassword}
          />
          {otp !== null && (
            <TextInput
              label={t('requests.code')}
              autoComplete="one-time-code"
              autoFocus
              value={otp}
              onChange={setOtp}
            />
          )}
          <div aria-live="assertive">{error && <p className="pr-error">{error}</p>}</div>
          <div className="pr-again__buttons">
            <button
              type="submit"
              className="pr-button pr-button--primary"
              disabled={busy}
              aria-busy={busy || undefined}
            >
              {t('requests.signIn')}
            </button>
          </div>
          <p className="pr-again__ways">
            <a href={login} target="_blank" rel="noreferrer">
              {t('requests.elsewhere')}
            </a>
            <a href={login}>{t('requests.leave')}</a>
          </p>
        </form>
      )}
    </dialog>
  )
}
