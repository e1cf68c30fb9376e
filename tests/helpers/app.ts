import type { Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Payload } from 'payload'
import type pg from 'pg'
import { setClockForTests } from '@/config/clock'
import { setEnvironment } from '@/config/env'
import type { Role, Scope } from '@/domain/access/caller'
import { createDatabase } from './database'
import { documented, type Documented } from './documented'
import { serveRest } from './rest'

type Json = Record<string, unknown>
export type Answer<Body = Json> = { status: number; body: Body; headers: Headers }
export type Client = {
  id: string
  headers: Record<string, string>
  get: <Body = Json>(path: string, headers?: Record<string, string>) => Promise<Answer<Body>>
  post: <Body = Json>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer<Body>>
  patch: <Body = Json>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer<Body>>
  delete: <Body = Json>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer<Body>>
}
export type Who = Role | `key:${Scope}` | 'anonymous'

export type App = {
  payload: Payload
  pool: pg.Pool
  url: string
  dataDir: string
  /** A client with that role. The same name gives the same client. */
  as: (who: Who) => Promise<Client>
  setNow: (now: Date | string | null) => void
  close: () => Promise<void>
}

const PASSWORD = 'correct horse battery staple'

/** The product's REST API behind a real HTTP server, with its own database and an adjustable clock. */
type Start = {
  now?: Date | string
  /** Maps the owner's database URL to the one the product gets. */
  connectAs?: (url: string) => Promise<string>
}

export const startApp = async ({ now, connectAs = async (url) => url }: Start = {}): Promise<App> => {
  const database = await createDatabase()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'pristan-app-'))
  setEnvironment({
    DATABASE_URL: await connectAs(database.url),
    DATA_DIR: dataDir,
    PAYLOAD_SECRET: 'a secret for the tests alone',
    NODE_ENV: 'production',
    PAYLOAD_DISABLE_DEPENDENCY_CHECKER: 'true',
  })
  const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('@payload-config')])
  const payload = await getPayload({ config })
  payload.logger.level = 'silent'

  const { server, origin } = await serveRest(config)
  const url = `${origin}/api`
  const clients = new Map<Who, Promise<Client>>()
  const check = await documented(payload)
  const setNow = (at: Date | string | null) => setClockForTests(at === null ? null : () => new Date(at))
  if (now) setNow(now)

  return {
    payload,
    pool: database.pool,
    url,
    dataDir,
    as: (who) => {
      const known = clients.get(who) ?? login(payload, url, who, check)
      clients.set(who, known)
      return known
    },
    setNow,
    close: async () => {
      setClockForTests(null)
      await closed(server)
      // Payload never closes its connections. The database is dropped with the server at the end of the run.
      await database.pool.end()
      await payload.destroy()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const codesIn = (body: unknown): string[] => {
  const { errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    errors?: { data?: { code?: string } }[]
  }
  return (Array.isArray(errors) ? errors : []).flatMap(({ data }) => data?.code ?? [])
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const login = async (payload: Payload, url: string, who: Who, check: Documented): Promise<Client> => {
  if (who === 'anonymous') return client(url, '', {}, check)
  if (who.startsWith('key:')) {
    const { createKey } = await import('@/operations/integrations/createKey')
    const { id, key } = await createKey(payload, { name: who, scope: who.slice(4) as Scope, by: null, now: new Date() })
    return client(url, id, { authorization: `integrations API-Key ${key}` }, check)
  }
  const email = `${who}@example.org`
  const user = await payload.create({
    collection: 'users',
    data: { email, password: PASSWORD, name: who, role: who as Role },
  })
  const { token } = await payload.login({ collection: 'users', data: { email, password: PASSWORD } })
  return client(url, String(user.id), { authorization: `JWT ${token}` }, check)
}

const client = (url: string, id: string, auth: Record<string, string>, check: Documented): Client => {
  const send = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'accept-language': 'ru',
        ...auth,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    const answered = (isJson && text ? JSON.parse(text) : text) as Body
    check(method, path, codesIn(answered))
    return { status: response.status, body: answered, headers: response.headers }
  }
  return {
    id,
    headers: auth,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
    patch: (path, body = {}, headers) => send('PATCH', path, body, headers),
    delete: (path, body, headers) => send('DELETE', path, body, headers),
  }
}

/** The code of a refusal, for short assertions. */
export const codeOf = (answer: Answer): string | undefined =>
  (answer.body as { errors?: { data?: { code?: string } }[] }).errors?.[0]?.data?.code
