import type { FlattenedField, PayloadRequest } from 'payload'
import type { HeldInText } from '@/collections/fields'
import { Refusal } from '@/domain/errors'

export type FieldType = FlattenedField['type'] | 'id'
export type FoundField = {
  type: FieldType
  options: readonly string[]
  throughArray: boolean
  /** What a field of text really is. */
  holds: HeldInText | null
}

const MOST_HOPS = 2

/**
 * The field behind a dotted path of a query; null if there is none that may be used. Follows groups, arrays and
 * related collections. FORBIDDEN if the caller may not read something on the path, because a filter reveals a value as
 * surely as showing it.
 */
export const fieldAtPath = async (req: PayloadRequest, slug: string, path: string): Promise<FoundField | null> => {
  let fields = fieldsOf(req, slug)
  let throughArray = false
  let hops = 0
  const segments = path.split('.')
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1
    if (last && segment === 'id') return { type: 'id', options: [], throughArray, holds: null }
    const field = fields.find((one) => 'name' in one && one.name === segment)
    if (!field || ('hidden' in field && field.hidden) || ('virtual' in field && field.virtual)) return null
    if (!(await readable(req, field))) throw new Refusal('FORBIDDEN')
    if (last) return { type: field.type, options: optionsOf(field), throughArray, holds: heldIn(field) }
    if (field.type === 'group' || field.type === 'array') {
      throughArray ||= field.type === 'array'
      fields = field.flattenedFields
    } else if (
      (field.type === 'relationship' || field.type === 'upload') &&
      typeof field.relationTo === 'string' &&
      hops < MOST_HOPS
    ) {
      hops += 1
      await requireReadable(req, field.relationTo)
      fields = fieldsOf(req, field.relationTo)
    } else return null
  }
  return null
}

const fieldsOf = (req: PayloadRequest, slug: string): FlattenedField[] =>
  req.payload.config.collections.find((one) => one.slug === slug)?.flattenedFields ?? []

const readable = async (req: PayloadRequest, field: FlattenedField): Promise<boolean> => {
  const read = 'access' in field ? field.access?.read : undefined
  return read ? read({ req }) : true
}

const requireReadable = async (req: PayloadRequest, slug: string): Promise<void> => {
  const collection = req.payload.config.collections.find((one) => one.slug === slug)
  if (!collection || !(await collection.access.read({ req }))) throw new Refusal('FORBIDDEN')
}

const heldIn = ({ custom }: FlattenedField): HeldInText | null => (custom?.holds as HeldInText | undefined) ?? null

const optionsOf = (field: FlattenedField): string[] =>
  'options' in field ? field.options.map((option) => (typeof option === 'string' ? option : option.value)) : []
