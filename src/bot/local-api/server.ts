import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { User } from 'telegraf/types'
import { now as clock } from '@/config/clock'
import { Chats, memberOf, type Chat, type Status } from './chats'
import { Faults } from './faults'
import { Limits } from './limits'
import { METHODS, type World } from './methods'
import { readCall, type Params } from './params'
import { Person } from './person'
import { Refusal } from './refusal'
import { Updates } from './updates'
import { wireChat } from './wire'
import { BRAND } from '@/i18n/brand'

/** A call of the bot, with its time and its answer. */
export type Call = {
  method: string
  params: Params
  at: number
  answer: { ok: boolean; code: number; description?: string; result?: unknown } | null
}

/** Checks every call first. Each sentence it returns is a violation of the Bot API. */
export type Check = (method: string, params: Params, uploads: ReadonlySet<string>) => readonly string[]

type Options = {
  token?: string
  port?: number
  now?: () => Date
  firstUpdate?: number
  check?: Check
  /** Answer 429 to calls over Telegram's limits. */
  limits?: boolean
  /** The real addresses of webhook hosts. */
  hosts?: Readonly<Record<string, string>>
}

export type Outage = 'refused' | 'hanging'
export type Group = {
  id: number
  chat: Chat
  put: (person: Person | number, status: Status) => void
  moveTo: (id: number) => void
  /** An administrator of the group puts the bot out, or takes it in again. */
  hasBot: (member: boolean) => void
}
export type LocalBotApi = Awaited<ReturnType<typeof startLocalBotApi>>

const BOT: User = { id: 7_000_000_001, is_bot: true, first_name: BRAND, username: 'pristan_bot' }
const FIRST_UPDATE = 810_000_001
const SENDING = /^(send|copy|forward)(?!ChatAction)/

/** A local Bot API server with chats, people and updates as Telegram has them, and with failures on demand. */
export const startLocalBotApi = async ({
  token = `${BOT.id}:local-bot-api`,
  port = 0,
  now = clock,
  firstUpdate = FIRST_UPDATE,
  check,
  limits = false,
  hosts = {},
}: Options = {}) => {
  const faults = new Faults()
  const addresses = new Map(Object.entries(hosts))
  const resolve = (url: string): string => {
    const { origin } = new URL(url)
    return `${addresses.get(origin) ?? origin}${url.slice(origin.length)}`
  }
  const world: World = {
    bot: BOT,
    chats: new Chats(),
    updates: new Updates(firstUpdate, resolve, now),
    callbacks: new Map(),
    now,
    remembered: new Map(),
  }
  const limit = limits ? new Limits(now) : null
  const calls: Call[] = []
  const violations: string[] = []
  const sockets = new Set<Socket>()
  const people = new Map<number, Person>()
  let hanging = false

  const perform = async (
    request: IncomingMessage,
    url: URL,
    name: string,
    gone: AbortSignal,
  ): Promise<{ call: Call; verdict: ReturnType<Faults['meet']> }> => {
    const { params, uploads } = await readCall(request, url.searchParams)
    const method = Object.keys(METHODS).find((known) => known.toLowerCase() === name.toLowerCase())
    const call: Call = { method: method ?? name, params, at: now().getTime(), answer: null }
    calls.push(call)
    const verdict = faults.meet(call.method, params)
    if (verdict.loseCall || verdict.garbage !== null) return { call, verdict }
    try {
      const wrong = check?.(call.method, params, new Set(uploads.keys())) ?? []
      violations.push(...wrong)
      if (wrong.length > 0) throw new Refusal(400, `Bad Request: ${wrong.join('; ')}`)
      if (!method) throw new Refusal(404, 'Not Found')
      await verdict.before()
      if (limit && SENDING.test(method)) limit.check(Number(params.chat_id))
      call.answer = { ok: true, code: 200, result: await METHODS[method]?.(world, { params, uploads }, gone) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      call.answer = {
        ok: false,
        code: error.code,
        description: error.message,
        ...(Object.keys(error.parameters).length > 0 ? { parameters: error.parameters } : {}),
      } as Call['answer']
    }
    return { call, verdict }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const [, given = '', rest = ''] = /^\/(?:file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname) ?? []
    if (hanging) return
    if (given !== token)
      return json(response, given === '' ? 404 : 401, {
        ok: false,
        error_code: given === '' ? 404 : 401,
        description: given === '' ? 'Not Found' : 'Unauthorized',
      })
    if (url.pathname.startsWith('/file/')) {
      const file = [...world.chats.files.values()].find(({ path }) => path === rest)
      return file
        ? void response
            .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length })
            .end(file.bytes)
        : json(response, 404, { ok: false, error_code: 404, description: 'Not Found' })
    }
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const { call, verdict } = await perform(request, url, rest, gone.signal)
    if (verdict.loseCall || verdict.loseAnswer || hanging) return void (hanging || request.socket.destroy())
    if (verdict.garbage !== null)
      return void response.writeHead(verdict.garbage, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>')
    const { ok, code, result, description, ...more } = call.answer as NonNullable<Call['answer']>
    return json(response, code, ok ? { ok, result } : { ok, error_code: code, description, ...more })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) =>
      json(response, 500, { ok: false, error_code: 500, description: `Internal Server Error: ${String(error)}` }),
    )
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await listen(port)
  const { port: listening } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${listening}`,
    token,
    bot: BOT,
    faults,
    calls,
    /** The violations found so far. */
    violations,
    chats: world.chats,
    updates: world.updates,
    remembered: world.remembered,
    person: (user: Pick<User, 'id' | 'first_name'> & Partial<User>, { started = true } = {}): Person => {
      const known = people.get(user.id)
      if (known) return known
      const whole: User = { is_bot: false, language_code: 'ru', ...user }
      const person = new Person(whole, world, world.chats.addPerson(whole, started))
      people.set(user.id, person)
      return person
    },
    group: (id: number, title: string): Group => {
      const chat = world.chats.addGroup(id, title)
      chat.members.set(BOT.id, 'administrator')
      return {
        id,
        chat,
        put: (person, status) => void chat.members.set(typeof person === 'number' ? person : person.id, status),
        moveTo: (next) => {
          const moved = world.chats.addGroup(next, title)
          for (const [member, status] of chat.members) moved.members.set(member, status)
          chat.movedTo = next
        },
        hasBot: (member) => {
          const before: Status = member ? 'kicked' : 'administrator'
          const after: Status = member ? 'administrator' : 'kicked'
          chat.blocked = !member
          chat.members.set(BOT.id, after)
          world.updates.push(id, {
            my_chat_member: {
              chat: wireChat(chat),
              from: { id: 1, is_bot: false, first_name: BRAND },
              date: Math.floor(now().getTime() / 1000),
              old_chat_member: memberOf(BOT, before),
              new_chat_member: memberOf(BOT, after),
            },
          } as never)
        },
      }
    },
    /** Delivers webhooks for `https://pristan.example.org` to the address where the product really listens. */
    host: (origin: string, address: string) => void addresses.set(origin, address),
    /** Makes Telegram unreachable until the returned function is called. Updates are kept meanwhile. */
    outage: async (kind: Outage = 'refused'): Promise<() => Promise<void>> => {
      world.updates.pause(true)
      hanging = kind === 'hanging'
      if (kind === 'refused') await close()
      return async () => {
        hanging = false
        for (const socket of sockets) socket.destroy()
        if (kind === 'refused') await listen(listening)
        world.updates.pause(false)
      }
    },
    stop: async (): Promise<void> => {
      world.updates.stop()
      if (server.listening) await close()
    },
  }
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
