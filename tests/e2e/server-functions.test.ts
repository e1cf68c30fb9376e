import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { api, tokenOf, url } from './harness'

type Who = 'anonymous' | 'viewer' | 'coordinator' | 'administrator'
const ROLES = ['anonymous', 'viewer', 'coordinator', 'administrator'] as const

/** All server functions of the panel share one id, which is in its pages. */
const actionId = (): string => {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { filename: string }>
  }
  const [id] = Object.entries(node).find(([, { filename }]) => filename.includes('(payload)/layout')) ?? []
  if (id === undefined) throw new Error('The panel has no functions on the server')
  return id
}

type Answer = { status: number; text: string; id: string }

const send = async (who: Who, body: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const id = randomUUID()
  const response = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: {
      'next-action': actionId(),
      'content-type': 'text/plain;charset=UTF-8',
      origin: url,
      'x-request-id': id,
      ...(who === 'anonymous' ? {} : { authorization: `JWT ${await tokenOf(who)}` }),
      ...headers,
    },
    body,
  })
  return { status: response.status, text: await response.text(), id }
}
const call = (who: Who, name: unknown, args: unknown): Promise<Answer> => send(who, JSON.stringify([{ name, args }]))

/** A statement with its values, or a session. */
const INSIDES = /Failed query|select "|params: |payload-token|eyJ[\w-]{10,}\.eyJ/

const NAMES = [
  ...['copy-data-from-locale', 'form-state', 'get-default-layout', 'get-folder-results-component-and-data'],
  ...['get-upcoming-scheduled-publish', 'render-document', 'render-document-slots', 'render-field', 'render-list'],
  ...['render-widget', 'schedule-publish', 'slugify', 'table-state'],
  ...['constructor', 'toString', '__proto__', 'hasOwnProperty', 'no-such-function', '', null, 5, ['table-state'], {}],
]
const HOSTILE: unknown[] = [
  undefined,
  null,
  {},
  5,
  [],
  { collectionSlug: 'constructor' },
  { collectionSlug: 'payload-migrations' },
  { collectionSlug: 'payload-kv', query: { limit: 0 } },
  { collectionSlug: ['visitors', 'users'], query: {}, parent: { collectionSlug: 'visitors', id: 1, joinPath: 'x' } },
  { collectionSlug: 'visitors', query: { limit: 0, where: { birthYear: { equals: 1e20 } } }, columns: [] },
  { collectionSlug: 'visitors', query: { sort: '-password', where: { or: Array(5_000).fill({}) } }, columns: [] },
  { collectionSlug: 'visitors', query: { limit: {}, page: -1, where: 5 }, columns: 'x' },
  { collectionSlug: 'visitors', docID: "' OR 1=1", id: 'x', data: 5 },
  { collectionSlug: 'users', operation: 'create', data: { a: [[[{}]]] }, formState: { a: 5 }, schemaPath: 'x.y' },
  { globalSlug: 'settings', collectionSlug: 'users' },
]

describe("the panel's functions on the server", () => {
  it.for(ROLES)('answer %s nothing hostile, and never with a fault', { timeout: 180_000 }, async (who) => {
    for (const name of NAMES)
      for (const args of HOSTILE) {
        const { status, text } = await call(who, name, args)
        const what = `${who} ${JSON.stringify(name)} ${JSON.stringify(args)?.slice(0, 120)} → ${text.slice(0, 200)}`
        expect(status, what).toBeLessThan(500)
        expect(text, what).not.toMatch(INSIDES)
        if (who === 'anonymous') expect([status, text.length < 500], what).toEqual([401, true])
      }
  })

  it('are refused before they cost anything when their arguments are no list, or deep', async () => {
    for (const body of ['{}', '[', '['.repeat(100_000), `[${'{"a":'.repeat(200)}1${'}'.repeat(200)}]`, '"x"'])
      expect((await send('viewer', body)).status).toBe(400)
  })

  it('read no more than the API shows: a page, without phones, in the log with its address and request', async () => {
    const { status, text, id } = await call('viewer', 'table-state', {
      collectionSlug: 'visitors',
      columns: [],
      query: { limit: 0 },
    })
    expect([status, /"docs":\[\{/.test(text)]).toEqual([200, true])
    expect(text).not.toMatch(/"phone":"/)
    const { body } = await api('GET', `/api/audit-log?where[requestId][equals]=${id}`)
    expect(body.docs).toMatchObject([{ action: 'visitors.listed', actorKind: 'users', address: '127.0.0.1' }])
  })

  it('leave what viewers may not read closed', async () => {
    for (const collectionSlug of ['audit-log', 'integrations', 'messages', 'media']) {
      const { text } = await call('viewer', 'table-state', { collectionSlug, columns: [], query: {} })
      expect([collectionSlug, text.includes('FORBIDDEN')]).toEqual([collectionSlug, true])
    }
  })
})
