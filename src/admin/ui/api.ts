import type { ErrorCode } from '@/domain/errors'
import type { Language } from '@/i18n'
import { panelText } from '@/i18n/panel'

export type Refusal = {
  message: string
  data?: { code?: ErrorCode; errors?: { path: string; message: string }[] } & Record<string, unknown>
}
export type QueryValue = string | number | boolean | null | undefined
export type Query = Record<string, QueryValue | string[]>

/** A refusal by the server: its sentences in the reader's language, with their fields. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly errors: Refusal[]

  constructor(status: number, errors: Refusal[], otherwise: string) {
    super(errors[0]?.data?.errors?.[0]?.message ?? errors[0]?.message ?? otherwise)
    this.name = 'ApiRefusal'
    this.status = status
    this.errors = errors
  }

  get code(): ErrorCode | undefined {
    return this.errors[0]?.data?.code
  }

  get data(): Record<string, unknown> {
    return this.errors[0]?.data ?? {}
  }
}

/** Returns the refusal that was thrown. Anything else is a bug: it is rethrown and reported. */
export const refusalOf = (thrown: unknown): ApiRefusal => {
  if (!(thrown instanceof ApiRefusal)) throw thrown
  return thrown
}

/** Builds a path with a query, without empty values. */
export const addressOf = (path: string, query: Query = {}): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    params.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const search = params.toString()
  return search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`
}

type Request = {
  method?: string
  body?: unknown
  query?: Query
  headers?: Record<string, string>
  signal?: AbortSignal
}

const spokenOn = (): Language => (document.documentElement.lang.startsWith('en') ? 'en' : 'ru')

const refusalsIn = (answer: unknown): Refusal[] => {
  const errors = (answer as { errors?: unknown } | null)?.errors
  return Array.isArray(errors) ? (errors as Refusal[]) : []
}

/** What is shown while there is no answer: loading, empty, error. */
export const asRefusal = (thrown: unknown): ApiRefusal =>
  thrown instanceof ApiRefusal ? thrown : new ApiRefusal(0, [], panelText(spokenOn(), 'ui.wentWrong'))

/** Calls a route as the signed-in user. Throws ApiRefusal if it refuses or can't be reached. */
export const call = async <T>(
  path: string,
  { method = 'GET', body, query, headers, signal }: Request = {},
): Promise<T> => {
  const language = spokenOn()
  const response = await fetch(addressOf(path, query), {
    method,
    credentials: 'include',
    signal,
    headers: {
      Accept: 'application/json',
      'Accept-Language': language,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((fault: unknown) => {
    if (signal?.aborted) throw fault
    throw new ApiRefusal(0, [], panelText(language, 'ui.offline'))
  })
  const text = await response.text()
  const answer: unknown =
    text === '' || !response.headers.get('content-type')?.includes('json') ? null : JSON.parse(text)
  if (!response.ok) throw new ApiRefusal(response.status, refusalsIn(answer), panelText(language, 'ui.wentWrong'))
  return answer as T
}
