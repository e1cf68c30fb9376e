'use client'
import { toast, useAuth } from '@payloadcms/ui'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useSWRConfig } from 'swr'
import { usePanelText } from '@/admin/ui/texts'
import { createAsking } from './asking'
import { attempts } from './attempts'
import type { Difference } from './conflict'
import { createDoor } from './door'
import type { OpenForm } from './openForms'
import { Overwrite } from './Overwrite'
import type { Person } from './session'
import { SignInAgain } from './SignInAgain'
import './requests.scss'

type Again = 'again' | 'stop'
type Signing = { why: 'over' | 'other'; reply: (answer: Again) => void }
type Overwriting = { form: OpenForm; differences: Difference[]; reply: (answer: Again) => void }

const SLOW_MS = 1_000
const LOOK_MS = 2_000
/** Longer waits overflow a timer. */
const LONGEST_MS = 2_147_483_647

const personOf = (user: unknown): Person | null => {
  const { id, name, email } = (user ?? {}) as Partial<Person>
  return id ? { id, name: name || email || '', email: email ?? '' } : null
}

/** The one door of all requests of the panel, and what it asks and says. */
export const Requests = ({ children }: { children: ReactNode }) => {
  const t = usePanelText()
  const { user, fetchFullUser } = useAuth()
  const { mutate } = useSWRConfig()
  const opened = useRef<Person | null>(null)
  const [signing, setSigning] = useState<Signing | null>(null)
  const [overwriting, setOverwriting] = useState<Overwriting | null>(null)
  const [away, setAway] = useState(false)
  const [saving, setSaving] = useState(0)
  const [slow, setSlow] = useState(false)
  const [ends, setEnds] = useState<number | null>(null)
  const said = useRef(t)
  useEffect(() => {
    said.current = t
  }, [t])
  useLayoutEffect(() => {
    const person = personOf(user)
    if (person) opened.current = person
  }, [user])

  const askToSignIn = useMemo(() => createAsking<{ why: 'over' | 'other' }, Again>(setSigning), [])
  const askToOverwrite = useMemo(
    () => createAsking<{ form: OpenForm; differences: Difference[] }, Again>(setOverwriting),
    [],
  )

  useLayoutEffect(() => {
    const { fetch } = window
    window.fetch = createDoor(fetch, {
      attempts,
      people: {
        account: () => opened.current?.id ?? null,
        // On the page of signing in there is nothing to go back to.
        signIn: async (why) => (opened.current === null ? 'stop' : askToSignIn({ why })),
        overwrite: (form, differences) => askToOverwrite({ form, differences }),
        arrived: () => toast.info(said.current('requests.arrived')),
        offline: () => said.current('ui.offline'),
        reached: (yes) => setAway(!yes),
        saving: (more) => setSaving((count) => count + more),
        session: setEnds,
      },
    })
    return () => {
      window.fetch = fetch
    }
  }, [askToSignIn, askToOverwrite])

  // The screen is closed when the session ends, whether anybody asks for something or not.
  useEffect(() => {
    if (ends === null) return
    const timer = setTimeout(() => void askToSignIn({ why: 'over' }), Math.min(ends - Date.now(), LONGEST_MS))
    return () => clearTimeout(timer)
  }, [ends, askToSignIn])

  useEffect(() => {
    if (saving === 0) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [saving])

  // While the server can't be reached it is asked again; then everything that is shown is read anew.
  useEffect(() => {
    if (!away) return
    const look = (): void => void fetch('/api/health/live').catch(() => undefined)
    const timer = setInterval(look, LOOK_MS)
    window.addEventListener('online', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', look)
      void mutate(() => true)
    }
  }, [away, mutate])

  const reply = signing?.reply
  const done = useCallback(
    (now: Person): void => {
      const another = opened.current !== null && opened.current.id !== now.id
      opened.current = now
      if (another) void fetchFullUser()
      reply?.('again')
    },
    [reply, fetchFullUser],
  )

  return (
    <>
      {children}
      <div role="status" className="pr-line">
        {away ? <p className="pr-line__said">{t('requests.offline')}</p> : slow && <p>{t('requests.saving')}</p>}
      </div>
      {overwriting && (
        <Overwrite
          form={overwriting.form}
          differences={overwriting.differences}
          onAnswer={(answer) => overwriting.reply(answer)}
        />
      )}
      {signing && <SignInAgain why={signing.why} before={opened.current} onDone={done} />}
    </>
  )
}
