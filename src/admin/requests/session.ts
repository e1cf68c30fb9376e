import type { Language } from '@/i18n'
import { panelText } from '@/i18n/panel'

export type Person = { id: string; name: string; email: string }

const personIn = (user: unknown): Person | null => {
  const { id, name, email } = (user ?? {}) as Record<string, unknown>
  return typeof id === 'string' ? { id, name: String(name ?? email ?? ''), email: String(email ?? '') } : null
}

/** Who is signed in in this browser now; null also while the server can't be reached. */
export const whoIsSignedIn = async (): Promise<Person | null> => {
  const answer = await fetch('/api/users/me', { credentials: 'include' }).catch(() => null)
  return answer?.ok ? personIn(((await answer.json()) as { user?: unknown }).user) : null
}

type Answered = { person: Person } | { message: string; asksCode: boolean }
type Refused = { errors?: { message?: string; data?: { code?: string } }[] }

/** Signs in with the password, and with the code of the second factor where one is asked for. */
export const signIn = async (
  { email, password, otp }: { email: string; password: string; otp: string | null },
  language: Language,
): Promise<Answered> => {
  const answer = await fetch('/api/users/login', {
    method: 'POST',
    credentials: 'include',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
    body: JSON.stringify({ email: email.trim(), password, ...(otp ? { otp: otp.trim() } : {}) }),
  }).catch(() => null)
  if (!answer) return { message: panelText(language, 'ui.offline'), asksCode: false }
  const body = (await answer.json().catch(() => ({}))) as Refused & { user?: unknown }
  const person = answer.ok ? personIn(body.user) : null
  if (person) return { person }
  const [error] = body.errors ?? []
  return {
    message: error?.message ?? panelText(language, 'ui.wentWrong'),
    asksCode: error?.data?.code === 'OTP_REQUIRED',
  }
}
