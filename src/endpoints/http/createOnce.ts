import type { Endpoint, PayloadRequest } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { invalid } from '@/domain/errors'
import { onceInRequest } from '@/operations/idempotency/onceInRequest'
import { idempotencyKey } from './idempotencyKey'

/** Runs a creation once per idempotency key. The panel's forms send none and go straight through. */
export const createOnce = async (
  req: PayloadRequest,
  { caller, route }: { caller: Caller; route: string },
  handler: Endpoint['handler'],
): Promise<Response> => {
  const key = idempotencyKey(req)
  if (key === null) return handler(req)
  // Forms come from browsers, which send no key; their parts are no text that could be compared.
  if (/^multipart\//i.test(req.headers.get('content-type') ?? ''))
    throw invalid({ path: 'Idempotency-Key', message: 'fieldInvalid' })
  const text = (await req.text?.()) ?? ''
  // A body can be read only once, so the handler gets the saved text.
  req.text = async () => text
  req.json = async () => JSON.parse(text) as unknown
  const body = await onceInRequest(req, { caller, route, key, body: parsed(text) }, async () => {
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

/** Requests are compared by parsed body, so that formatting doesn't matter. Invalid JSON is refused later. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

class Unkept extends Error {
  constructor(
    readonly status: number,
    readonly answer: unknown,
  ) {
    super(`Answered ${status}`)
  }
}
