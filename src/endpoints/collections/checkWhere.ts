import type { PayloadRequest } from 'payload'
import { invalid, type Refusal } from '@/domain/errors'
import { isId } from '@/domain/ids'
import { isDate, isTime } from '@/domain/time/calendar'
import { isInstant } from '@/domain/time/instant'
import { fieldAtPath, type FieldType, type FoundField } from './fieldPath'

type Tree = Record<string, unknown>

const MOST_CONDITIONS = 100
/** Empty groups cost, too. */
const MOST_GROUPS = 200
const MOST_LEVELS = 8
const MOST_VALUES = 500
const LONGEST_VALUE = 500

const EQUAL = ['equals', 'not_equals', 'in', 'not_in', 'exists']
const ORDERED = [...EQUAL, 'greater_than', 'greater_than_equal', 'less_than', 'less_than_equal']
const SEARCHES = ['like', 'not_like', 'contains']
const MATCHED = [...ORDERED, ...SEARCHES]

/** The operators for each type of field. Types that are not listed can't be used in filters. */
const OPERATORS: Partial<Record<FieldType, readonly string[]>> = {
  text: MATCHED,
  textarea: MATCHED,
  email: MATCHED,
  number: ORDERED,
  date: ORDERED,
  select: EQUAL,
  radio: EQUAL,
  checkbox: ['equals', 'not_equals', 'exists'],
  id: EQUAL,
  relationship: EQUAL,
  upload: EQUAL,
}

/** Makes sure the database can run the filter: every path exists, every operator and value fits its column. */
export const checkWhere = async (req: PayloadRequest, slug: string, value: unknown): Promise<Tree> => {
  const count = { conditions: 0, groups: 0 }
  const walk = async (tree: unknown, level: number): Promise<void> => {
    count.groups += 1
    if (!isTree(tree) || level > MOST_LEVELS || count.groups > MOST_GROUPS) throw wrong()
    for (const [key, inner] of Object.entries(tree)) {
      if (/^(and|or)$/i.test(key)) {
        if (!Array.isArray(inner)) throw wrong(key)
        for (const one of inner) await walk(one, level + 1)
      } else {
        if (!isTree(inner)) throw wrong(key)
        count.conditions += Object.keys(inner).length
        if (count.conditions > MOST_CONDITIONS) throw wrong()
        await checkConstraint(req, slug, key, inner)
      }
    }
  }
  const tree = typeof value === 'string' ? fromText(value) : value
  await walk(tree, 0)
  return tree as Tree
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

const fromText = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw wrong()
  }
}

/** Repeats a path only if it can't be somebody's name. */
const wrong = (path?: string): Refusal =>
  invalid({
    path: path !== undefined && /^[\w.]{1,80}$/.test(path) ? `where.${path}` : 'where',
    message: 'fieldInvalid',
  })

const checkConstraint = async (req: PayloadRequest, slug: string, path: string, constraint: Tree): Promise<void> => {
  const field = await fieldAtPath(req, slug, path)
  const operators = field ? OPERATORS[field.type] : undefined
  if (!field || !operators) throw wrong(path)
  // The panel's "select all" sends this for "every record".
  if (field.type === 'id' && constraint.not_equals === '') {
    delete constraint.not_equals
    constraint.exists = true
  }
  for (const [operator, value] of Object.entries(constraint)) {
    if (!operators.includes(operator) || !fits(field, operator, value)) throw wrong(path)
  }
}

const fits = (field: FoundField, operator: string, value: unknown): boolean => {
  if (operator === 'exists') return isFlag(value)
  // A part of a text is looked for as it is, also in a date or a time.
  if (SEARCHES.includes(operator)) return isText(value)
  if (operator !== 'in' && operator !== 'not_in') return fitsOne(field, value)
  const values = typeof value === 'string' ? value.split(',') : value
  // Payload turns a list of only nulls into `IN ()`. `exists` asks the same.
  return (
    Array.isArray(values) && values.length <= MOST_VALUES && values.every((one) => !isNull(one) && fitsOne(field, one))
  )
}

const isNull = (value: unknown): boolean => value === null || value === 'null'

const isFlag = (value: unknown): boolean => typeof value === 'boolean' || value === 'true' || value === 'false'

const fitsOne = (field: FoundField, value: unknown): boolean => {
  if (isNull(value)) return true
  switch (field.type) {
    case 'id':
    case 'relationship':
    case 'upload':
      return isId(value)
    case 'number':
      return (
        (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
        Number.isFinite(Number(value)) &&
        Math.abs(Number(value)) <= 1e15
      )
    case 'date':
      return isInstant(value)
    case 'checkbox':
      return isFlag(value)
    case 'select':
    case 'radio':
      return typeof value === 'string' && field.options.includes(value)
    default:
      if (field.holds === 'day') return isDate(value)
      return field.holds === 'time' ? isTime(value) : isText(value)
  }
}

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= LONGEST_VALUE && !value.includes('\0')
