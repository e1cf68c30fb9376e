import { ACCOUNT_HEADER } from '@/config/headers'
import type { Attempts } from './attempts'
import { fieldsOf, isRepeatable, textOf } from './body'
import { differencesOf, type Difference } from './conflict'
import { formOf, type OpenForm } from './openForms'

type Fetch = typeof window.fetch
type Again = 'again' | 'stop'

/** What the door asks people and tells them. */
export type People = {
  account: () => string | null
  /** Their session is over, or somebody else's. */
  signIn: (why: 'over' | 'other') => Promise<Again>
  overwrite: (form: OpenForm, differences: Difference[]) => Promise<Again>
  /** A save of before had arrived. */
  arrived: () => void
  /** What is said in the place of "Failed to fetch". */
  offline: () => string
  /** Whether the last request reached the server. */
  reached: (yes: boolean) => void
  /** Something is being saved. */
  saving: (more: 1 | -1) => void
  session: (expires: number | null) => void
}

const READS = ['GET', 'HEAD']
const SIGNING = /^\/api\/users\/(login|logout|forgot-password|reset-password)$/
const WHO = /^\/api\/users\/(me|login|refresh-token)$/
const COLLECTION = /^\/api\/[\w-]+$/

/** While the line is down, a save that may be repeated is tried again after these pauses. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 4_000]
const FAILED = [502, 503, 504]

type Refused = { code?: string; data: Record<string, unknown> }
const refusedBy = async (answer: Response): Promise<Refused> => {
  if (answer.ok || !answer.headers.get('content-type')?.includes('json')) return { data: {} }
  const body = (await answer.clone().json()) as { errors?: { data?: Record<string, unknown> & { code?: string } }[] }
  const data = body.errors?.[0]?.data ?? {}
  return { code: data.code, data }
}

/**
 * Every request of the panel goes through here, Payload's own included. A creation is made once however often it is
 * sent; a save does not go over somebody's newer change; an ended session is begun again in place, and the request goes
 * on; a button that is pressed twice acts once.
 */
export const createDoor = (fetch: Fetch, { attempts, people }: { attempts: Attempts; people: People }): Fetch => {
  const running = new Map<string, Promise<Response>>()

  const send = async (path: string, init: RequestInit, repeatable: boolean): Promise<Response> => {
    for (const pause of [...PAUSES_MS, null]) {
      try {
        const answer = await fetch(path, init)
        people.reached(true)
        if (pause === null || !repeatable || !FAILED.includes(answer.status)) return answer
      } catch (fault) {
        if (!(fault instanceof TypeError)) throw fault
        people.reached(false)
        if (pause === null || !repeatable) throw fault
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
    return fetch(path, init)
  }

  const save = async (path: string, init: RequestInit): Promise<Response> => {
    const method = (init.method ?? '').toUpperCase()
    const { pathname } = new URL(path, location.href)
    const form = formOf(pathname)
    const creates = method === 'POST' && COLLECTION.test(pathname)
    const headers = new Headers(init.headers)
    const account = people.account()
    if (account) headers.set(ACCOUNT_HEADER, account)
    // A photo can't be changed afterwards.
    const sender = creates && form && form.slug !== 'media' ? form.form : null
    const asked = method === 'POST' ? attempts.begin(path, sender, textOf(init.body)) : null
    if (asked) headers.set('Idempotency-Key', asked.key)
    if (asked && asked.replaces.length > 0) headers.set('Idempotency-Replaces', asked.replaces.join(', '))
    const version = method === 'PATCH' && typeof form?.read.updatedAt === 'string' ? form.read.updatedAt : null
    if (version) headers.set('If-Match', `"${version}"`)

    for (;;) {
      const answer = await send(path, { ...init, headers }, creates || version !== null)
      const { code, data } = await refusedBy(answer)
      if (code === 'UNAUTHENTICATED' && (await people.signIn('over')) === 'again') {
        headers.set(ACCOUNT_HEADER, people.account() ?? '')
        continue
      }
      if (code === 'OTHER_ACCOUNT' && (await people.signIn('other')) === 'again') {
        headers.set(ACCOUNT_HEADER, people.account() ?? '')
        continue
      }
      if (code === 'CHANGED_MEANWHILE' && form) {
        const theirs = await read(pathname)
        const differences = theirs && differencesOf({ read: form.read, mine: fieldsOf(init.body), theirs })
        if (!theirs || !differences) return answer
        if (differences.length > 0 && (await people.overwrite(form, differences)) === 'stop') return answer
        headers.set('If-Match', `"${String(theirs.updatedAt)}"`)
        continue
      }
      if (code === 'CREATED_BEFORE' && typeof data.id === 'string') {
        for (const name of ['Idempotency-Key', 'Idempotency-Replaces']) headers.delete(name)
        const changed = await send(`${pathname}/${data.id}`, { ...init, method: 'PATCH', headers }, true)
        if (asked) attempts.settle(asked.key, { created: changed.ok })
        if (changed.ok) people.arrived()
        return changed
      }
      if (asked && answer.status < 500 && answer.status !== 429) attempts.settle(asked.key, { created: answer.ok })
      return answer
    }
  }

  const read = async (path: string): Promise<Record<string, unknown> | null> => {
    const answer = await fetch(path, { credentials: 'include' })
    return answer.ok ? ((await answer.json()) as Record<string, unknown>) : null
  }

  /** Two presses of one button are one request. */
  const once = async (path: string, init: RequestInit): Promise<Response> => {
    // What its screen may abandon is no press of a button: whoever shared it would be abandoned with it.
    if (init.signal) return save(path, init)
    const name = `${init.method} ${path} ${textOf(init.body)}`
    const other = running.get(name)
    if (other) return (await other).clone()
    people.saving(1)
    const answer = save(path, init).finally(() => {
      running.delete(name)
      people.saving(-1)
    })
    running.set(name, answer)
    return (await answer).clone()
  }

  const look = async (path: string, init: RequestInit): Promise<Response> => {
    for (;;) {
      const answer = await send(path, init, false)
      const { code } = answer.status === 401 ? await refusedBy(answer) : { code: undefined }
      if (code !== 'UNAUTHENTICATED' || (await people.signIn('over')) === 'stop') return answer
    }
  }

  const pass: Fetch = async (input, init = {}) => {
    const url = input instanceof Request ? null : new URL(String(input), location.href)
    if (!url || url.origin !== location.origin || !isRepeatable(init.body)) return fetch(input, init)
    const path = `${url.pathname}${url.search}`
    if (WHO.test(url.pathname)) return withoutEnd(await whoami(path, init), people)
    if (!url.pathname.startsWith('/api/')) return isAction(init) ? look(path, init) : fetch(input, init)
    if (SIGNING.test(url.pathname)) return fetch(input, init)
    const reads = READS.includes((init.method ?? 'GET').toUpperCase()) || isOverridden(init)
    return reads ? look(path, init) : once(path, init)
  }

  /** Payload's forms show what the browser says. An abandoned request is none of these. */
  return (input, init) =>
    pass(input, init).catch((fault: unknown) => {
      throw fault instanceof TypeError ? new TypeError(people.offline(), { cause: fault }) : fault
    })

  function whoami(path: string, init: RequestInit): Promise<Response> {
    return path.startsWith('/api/users/refresh-token') ? look(path, init) : fetch(path, init)
  }
}

/** A call of the panel's functions on the server. */
const isAction = ({ headers }: RequestInit): boolean => new Headers(headers).has('next-action')
/** A POST that stands for a GET. */
const isOverridden = ({ headers }: RequestInit): boolean => new Headers(headers).has('x-payload-http-method-override')

/**
 * Payload leaves the page when the session ends, with everything that was typed. It does not learn the end; we ask for
 * the password in place.
 */
const withoutEnd = async (answer: Response, people: People): Promise<Response> => {
  if (!answer.ok) return answer
  const { exp, ...body } = (await answer.json()) as Record<string, unknown>
  if (typeof exp === 'number') people.session(exp * 1000)
  return new Response(JSON.stringify(body), { status: answer.status, headers: { 'Content-Type': 'application/json' } })
}
