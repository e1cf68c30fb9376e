import type { Endpoint, PayloadRequest } from 'payload'
import type { z } from 'zod'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import type { Caller } from '@/domain/access/caller'
import { type ErrorCode, Refusal } from '@/domain/errors'
import { readBody } from './body'
import { isId, parse } from '@/domain/shapes/parse'
import type { ApiTag } from '@/i18n/apiDocs'

type Method = Endpoint['method']
type Schema = z.ZodType

export type Input<Query, Body, Who extends Caller | null = Caller> = {
  req: PayloadRequest
  caller: Who
  now: Date
  /** The `:id` of the path, a UUID. Empty string when the path has none. */
  id: string
  query: Query
  body: Body
}

/**
 * A route: its input, who may call it, and its answer. The endpoint and its OpenAPI description are made from the same
 * definition, so they can't drift apart.
 */
export type Route<Answer extends Schema | null = Schema | null> = {
  method: Method
  path: string
  summary: string
  description?: string
  tag: ApiTag
  /** true: anybody, signed in or not. Otherwise a predicate over the caller; false answers 403. */
  allow: true | ((caller: Caller) => boolean)
  headers?: Record<string, string>
  query?: Schema
  body?: Schema
  answer: { status: number; schema: Answer; example?: unknown; type?: string; description?: string }
  bodyExample?: unknown
  queryExample?: Record<string, string | number>
  /** Another status with the same body. */
  alsoAnswers?: { status: number; description: string }
  errors: readonly ErrorCode[]
  handle: Endpoint['handler']
}

/** The body of a route's answer. The panel uses this type, so it needs no copy. */
export type AnswerOf<Answered extends Route> =
  Answered extends Route<infer Answer> ? (Answer extends Schema ? z.output<Answer> : never) : never

/**
 * What an operation may return for a body: dates become text when sent. A loose shape is a Payload document, whose
 * types allow null where the database does not.
 */
type Unsent<Body> = Body extends string
  ? string extends Body
    ? Body | Date
    : Body
  : Body extends readonly (infer Item)[]
    ? readonly Unsent<Item>[]
    : Body extends object
      ? string extends keyof Body
        ? { [Name in keyof Body as string extends Name ? never : Name]: Unsent<Body[Name]> | null }
        : { [Name in keyof Body]: Unsent<Body[Name]> }
      : Body

type Definition<Query extends Schema, Body extends Schema, Open extends boolean, Answer extends Schema | null> = Omit<
  Route<Answer>,
  'handle' | 'query' | 'body' | 'allow'
> & {
  allow: Open extends true ? true : (caller: Caller) => boolean
  query?: Query
  body?: Body
  /** The body of the answer (sent with `answer.status`), or a finished Response. */
  handler: (
    input: Input<z.output<Query>, z.output<Body>, Open extends true ? Caller | null : Caller>,
  ) => Promise<(Answer extends Schema ? Unsent<z.input<Answer>> : void) | Response>
}

/** Checks the caller, the path, the query and the body, in that order, and then calls the operation once. */
export const route = <
  Query extends Schema = z.ZodUndefined,
  Body extends Schema = z.ZodUndefined,
  Open extends boolean = false,
  Answer extends Schema | null = Schema | null,
>(
  definition: Definition<Query, Body, Open, Answer>,
): Route<Answer> => {
  const { handler, ...rest } = definition
  const handle: Endpoint['handler'] = async (req) => {
    const caller = callerOf(req)
    if (definition.allow !== true) {
      if (!caller) throw new Refusal('UNAUTHENTICATED')
      if (!definition.allow(caller)) throw new Refusal('FORBIDDEN')
    }
    const id = req.routeParams?.id
    if (id !== undefined && !isId(id)) throw new Refusal('NOT_FOUND')
    const query = definition.query ? parse(definition.query, req.query ?? {}) : undefined
    const body = definition.body ? parse(definition.body, await readBody(req)) : undefined
    const answer = await handler({ req, caller, now: now(), id: id ?? '', query, body } as never)
    if (answer instanceof Response) return answer
    if (definition.answer.status === 204) return new Response(null, { status: 204 })
    return Response.json(answer, { status: definition.answer.status })
  }
  return { ...rest, handle } as Route<Answer>
}

/** Marks the endpoints that check their own query and body. */
export const SELF_CHECKED = { pristan: true }

export const asEndpoint = ({ method, path, handle, allow }: Route): Endpoint => ({
  method,
  path,
  handler: handle,
  custom: { ...SELF_CHECKED, allow },
})

/** Asked before a kept answer is given again. What asks by itself is asked there. */
export const mayCall = ({ custom }: Endpoint, caller: Caller): boolean => {
  const allow = custom?.allow as Route['allow'] | undefined
  return typeof allow !== 'function' || allow(caller)
}

export const checksItself = ({ custom }: Endpoint): boolean => custom?.pristan === true
