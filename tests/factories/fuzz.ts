import type { Operation, Schema } from '@/endpoints/docs/types'

/** A random generator that gives the same sequence for the same seed. */
export const chance = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number): number => Math.floor(next() * most)
  return {
    below,
    often: (share: number): boolean => next() < share,
    pick: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item,
  }
}
export type Chance = ReturnType<typeof chance>

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: [deep(levels - 1)] })

const HOSTILE: readonly unknown[] = [
  ...[null, '', ' ', 'a', 'x'.repeat(600), '😀', '\u202e', '\ud800', 'я\u0301', "' OR 1=1 --", '%', '_', '\\', '%00'],
  ...['../../etc/passwd', '=1+1', '<script>', '2026-02-30', '0000-00-00', '9999-12-31', '275760-09-13', '24:00', '-1'],
  ...['null', 'undefined', 'NaN', 'true', '1e999', '00000000-0000-0000-0000-000000000000', 'a\u0000b'],
  ...[0, -1, 1.5, 1e15, 2 ** 31, -(2 ** 63), 1e308, true, false, [], {}, [null], [[[]]], { a: 1 }, deep(4), deep(40)],
  { constructor: 1, toString: 2 },
  Array.from({ length: 501 }, () => 'x'),
]

type Making = { by: Chance; ids: readonly string[]; hostile: number }

/** A value that fits the schema, or occasionally something quite different. */
export const valueOf = (schema: Schema, making: Making, depth = 0): unknown => {
  const { by, ids, hostile } = making
  if (depth > 6 || by.often(hostile)) return by.pick(HOSTILE)
  const {
    type,
    enum: choices,
    format,
    properties,
    items,
    required = [],
  } = schema as {
    type?: string | string[]
    enum?: unknown[]
    format?: string
    properties?: Record<string, Schema>
    items?: Schema
    required?: string[]
  }
  const others = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined
  if (others) return valueOf(by.pick(others), making, depth + 1)
  if ('const' in schema) return schema.const
  if (choices) return by.pick(choices)
  switch (Array.isArray(type) ? by.pick(type) : type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties ?? {})
          .filter(([name]) => by.often(required.includes(name) ? 0.95 : 0.4))
          .map(([name, inner]) => [by.often(0.01) ? '__proto__' : name, valueOf(inner, making, depth + 1)]),
      )
    case 'array':
      return Array.from({ length: by.below(3) }, () => valueOf(items ?? {}, making, depth + 1))
    case 'integer':
    case 'number':
      return by.pick([0, 1, 2, 5, 10, 60, 200, 1000])
    case 'boolean':
      return by.often(0.5)
    case 'null':
      return null
    default:
      return format === 'uuid' || by.often(0.3)
        ? by.pick(ids)
        : by.pick(['2026-12-02', '12:30', 'Иванов', 'Europe/Moscow', 'FREQ=DAILY', '2026-12-02T10:00:00.000Z', 'a b'])
  }
}

export type Fuzzed = { method: string; path: string; body: string | undefined; headers: Record<string, string> }

const asQuery = (value: unknown): string =>
  String(typeof value === 'object' ? JSON.stringify(value) : value)
    .replace(/\p{Surrogate}/gu, '?')
    .slice(0, 400)

const FILTERS = [
  'where[id][exists]=true',
  'where[createdAt][greater_than]=2026-02-30',
  'where[or][0][title][like]=%25',
  'where[visitor.lastName][contains]=a',
  'sort=-createdAt,id',
  'select[title]=true',
  'depth=3',
  'limit=0',
  'page=99999999',
]

export const requestFor = (path: string, method: string, operation: Operation, making: Making): Fuzzed => {
  const { by, ids } = making
  const parameters = operation.parameters ?? []
  const query = parameters
    .filter((one) => one.in === 'query' && by.often(one.required ? 0.9 : 0.4))
    .map((one) => {
      if (one.style === 'deepObject') return by.pick(FILTERS)
      const value = one.example !== undefined && by.often(0.5) ? one.example : valueOf(one.schema, making)
      return `${one.name}=${encodeURIComponent(asQuery(value))}`
    })
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const wanted =
    content?.example !== undefined && by.often(0.4) ? content.example : content && valueOf(content.schema, making)
  const json = type === undefined && by.often(0.8) ? undefined : (JSON.stringify(wanted ?? {}) ?? '')
  const body = json !== undefined && by.often(0.03) ? json.slice(0, by.below(json.length + 1)) : json
  const id = by.often(0.1) ? encodeURIComponent(asQuery(by.pick(HOSTILE))) : by.pick(ids)
  return {
    method: method.toUpperCase(),
    path: `${path.replaceAll(/\{\w+\}/g, id === '' ? 'x' : id)}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    body: method === 'get' ? undefined : body,
    headers: {
      ...(body === undefined || method === 'get'
        ? {}
        : { 'content-type': by.pick(['application/json', 'application/json', 'application/json', 'text/plain']) }),
      ...(by.often(0.1) ? { 'idempotency-key': by.pick(['one', 'two', 'x'.repeat(300)]) } : {}),
    },
  }
}
