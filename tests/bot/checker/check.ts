import type { Check } from '@/bot/local-api/server'
import { rulesOf } from './rules'
import type { BotApiTable, Fields, Shape } from './table'

type Params = Record<string, unknown>

/** Telegraf writes it on every button and Telegram ignores it: no other unknown field is let through. */
const isIgnored = (owner: string, name: string): boolean => name === 'hide' && BUTTON.test(owner)
const BUTTON =
  /^(Callback|Url|WebApp|Login|SwitchInline\w*|Game|Pay|CopyText\w*|Common|Request\w+|Disabled\w*)Button\w*#/

/**
 * Holds a call of the bot against the Bot API: methods, fields and types from its declarations, lengths
 * and texts by its prose.
 */
export const checkAgainst =
  (table: BotApiTable): Check =>
  (method, params, uploads) => {
    const fields = table.methods[method]
    if (!fields) return [`the Bot API has no method ${method}`]
    const attached = Object.fromEntries(
      [...uploads].filter((name) => Object.hasOwn(fields, name)).map((name) => [name, `attach://${name}`]),
    )
    const given = parsed(fields, { ...params, ...attached }, table)
    return [...compare(table, fields, given, method), ...rulesOf(method, given)]
  }

/** A form has objects and numbers as text. */
const parsed = (fields: Fields, params: Params, table: BotApiTable): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const shape = fields[name]?.shape
      return [
        name,
        typeof value === 'string' && /^[[{]/.test(value) && shape && !takesString(table, shape)
          ? (JSON.parse(value) as unknown)
          : value,
      ]
    }),
  )

const takesString = (table: BotApiTable, shape: Shape): boolean => {
  const real = shape.kind === 'alias' ? table.aliases[shape.name] : shape
  return (
    real?.kind === 'string' ||
    (real?.kind === 'union' && real.of.some((one) => one.kind === 'string' || one.kind === 'literal'))
  )
}

const compare = (table: BotApiTable, fields: Fields, value: Params, at: string, owner = ''): string[] => {
  const problems: string[] = []
  for (const [name, { required }] of Object.entries(fields)) {
    if (required && (value[name] === undefined || value[name] === null)) problems.push(`${at}.${name} is missing`)
  }
  for (const [name, inner] of Object.entries(value)) {
    const field = fields[name]
    if (field) problems.push(...holds(table, field.shape, inner, `${at}.${name}`))
    else if (!isIgnored(owner, name)) problems.push(`${at} has no field ${name}`)
  }
  return problems
}

const holds = (table: BotApiTable, shape: Shape, value: unknown, at: string): string[] => {
  const unless = (good: boolean, wanted: string): string[] => (good ? [] : [`${at} is not ${wanted}`])
  switch (shape.kind) {
    case 'anything':
      return []
    case 'string':
      return unless(typeof value === 'string', 'a string')
    case 'file':
      return unless(typeof value === 'string' && value !== '', 'a file')
    case 'number':
      return unless(typeof value === 'number' && Number.isFinite(value), 'a number')
    case 'boolean':
      return unless(typeof value === 'boolean', 'true or false')
    case 'literal':
      return unless(value === shape.value, JSON.stringify(shape.value))
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((one, index) => holds(table, shape.of, one, `${at}[${index}]`))
        : [`${at} is not a list`]
    case 'object': {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
      return isObject
        ? compare(table, table.objects[shape.name] ?? {}, value as Params, at, shape.name)
        : [`${at} is not an object`]
    }
    case 'alias':
      return holds(table, table.aliases[shape.name] ?? { kind: 'anything' }, value, at)
    case 'union': {
      // The complaint of the member that comes nearest is the one to read.
      const complaints = shape.of.map((one) => holds(table, one, value, at)).sort((a, b) => a.length - b.length)
      return complaints[0] ?? []
    }
  }
}
