import { createHash, createHmac } from 'node:crypto'
import { addDataAndFileToRequest, type Endpoint, type PayloadRequest } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { onceInRequest } from '@/operations/idempotency/onceInRequest'
import { idempotencyKey, replacedKeys } from './idempotencyKey'

/** Runs a creation once per idempotency key. */
export const createOnce = async (
  req: PayloadRequest,
  { caller, route }: { caller: Caller; route: string },
  handler: Endpoint['handler'],
): Promise<Response> => {
  const key = idempotencyKey(req)
  if (key === null) return handler(req)
  const request = { caller, route, key, replaces: replacedKeys(req), body: sealed(await bodyOf(req), req) }
  const body = await onceInRequest(req, request, async () => {
    const response = await handler(req)
    const answer = (await response.json()) as unknown
    if (response.status !== 201) throw new Unkept(response.status, answer)
    return answer
  }).catch((error: unknown) => {
    if (error instanceof Unkept) return error
    throw error
  })
  return body instanceof Unkept
    ? Response.json(body.answer, { status: body.status })
    : Response.json(body, { status: 201 })
}

/** What is compared with the first request. A body can be read only once, so the handler gets what was read. */
const bodyOf = async (req: PayloadRequest): Promise<unknown> => {
  if (/^multipart\//i.test(req.headers.get('content-type') ?? '')) {
    await addDataAndFileToRequest(req)
    Object.defineProperty(req, 'body', { value: null, configurable: true })
    if (!req.file) return req.data ?? {}
    const { name, data } = req.file
    return { data: req.data, file: name, content: createHash('sha256').update(data).digest('hex') }
  }
  const text = (await req.text?.()) ?? ''
  req.text = async () => text
  req.json = async () => JSON.parse(text) as unknown
  return parsed(text)
}

/** Requests are compared by parsed body, so that formatting doesn't matter. Invalid JSON is refused later. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The hash of a request is kept for days, and must not help to guess a password that was in it. */
const sealed = (body: unknown, { payload }: PayloadRequest): unknown => {
  if (typeof body !== 'object' || body === null || !('password' in body)) return body
  const password = createHmac('sha256', payload.secret).update(String(body.password)).digest('hex')
  return { ...body, password }
}

class Unkept extends Error {
  constructor(
    readonly status: number,
    readonly answer: unknown,
  ) {
    super(`Answered ${status}`)
  }
}
