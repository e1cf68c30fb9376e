import type { FlattenedField, SanitizedCollectionConfig } from 'payload'
import { noField } from '@/access/rules'
import type { Schema } from './types'

const UUID: Schema = { type: 'string', format: 'uuid' }

/** The schema of a record. No field is missing: an empty value is null. */
export const recordSchema = (collection: SanitizedCollectionConfig): Schema => {
  const fields = collection.flattenedFields.filter(isShown)
  const properties = { id: UUID, ...Object.fromEntries(fields.map((field) => [field.name, shown(field)])) }
  // Fields hidden from some callers are missing from their answers, so they can't be listed as required. Names that are
  // looked up when a record is read are missing from answers to writes.
  const always = fields.filter(
    (field) => !('access' in field && field.access?.read) && !('virtual' in field && field.virtual),
  )
  return { type: 'object', required: ['id', ...always.map(({ name }) => name)], properties }
}

const passwords = (create: boolean): Record<string, Schema> => ({
  password: { type: 'string', description: 'At least 12 characters, and not easy to guess' },
  ...(create
    ? {}
    : { currentPassword: { type: 'string', description: 'For another password or e-mail of one’s own account' } }),
})

/** The schema of the body for a create (`required`) or an update. */
export const bodySchema = (collection: SanitizedCollectionConfig, { required }: { required: boolean }): Schema => {
  const fields = collection.flattenedFields.filter(isWritable)
  const login: Record<string, Schema> = collection.slug === 'users' ? passwords(required) : {}
  const needed = fields
    .filter((field) => 'required' in field && field.required && field.defaultValue === undefined)
    .map(({ name }) => name)
  return {
    type: 'object',
    ...(required && needed.length > 0 ? { required: needed } : {}),
    properties: { ...Object.fromEntries(fields.map((field) => [field.name, written(field)])), ...login },
  }
}

/** Fields managed by the login, which can't be written through a record. */
const OWN = [
  'createdAt',
  'updatedAt',
  'sessions',
  'filename',
  'mimeType',
  'filesize',
  'width',
  'height',
  'focalX',
  'focalY',
  'url',
  'thumbnailURL',
  'prefix',
  'sizes',
]

const isShown = (field: FlattenedField): boolean =>
  field.type !== 'join' && !('hidden' in field && field.hidden) && !neverRead(field) && field.name !== 'sessions'

const neverRead = (field: FlattenedField): boolean => 'access' in field && field.access?.read === noField

const isWritable = (field: FlattenedField): boolean =>
  !OWN.includes(field.name) &&
  !('hidden' in field && field.hidden) &&
  !('access' in field && field.access?.create === noField)

const described = (field: FlattenedField): Schema => {
  const label = 'label' in field ? (field.label as { en?: string } | undefined)?.en : undefined
  return typeof label === 'string' ? { description: label } : {}
}

const shown = (field: FlattenedField): Schema => {
  const always =
    ('required' in field && field.required) ||
    field.type === 'array' ||
    (field.type === 'group' && !('virtual' in field && field.virtual))
  const schema = { ...typeOf(field, shown), ...described(field) }
  return always ? schema : orNull(schema)
}

const written = (field: FlattenedField): Schema => {
  const schema = { ...typeOf(field, written), ...described(field) }
  return 'required' in field && field.required ? schema : orNull(schema)
}

const orNull = ({ description, ...schema }: Schema): Schema => ({
  anyOf: [schema, { type: 'null' }],
  ...(description === undefined ? {} : { description }),
})

const objectOf = (fields: readonly FlattenedField[], inner: (field: FlattenedField) => Schema): Schema => ({
  type: 'object',
  properties: Object.fromEntries(fields.map((field) => [field.name, inner(field)])),
})

const typeOf = (field: FlattenedField, inner: (field: FlattenedField) => Schema): Schema => {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return { type: 'string', ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) }
    case 'email':
      return { type: 'string', format: 'email' }
    case 'number':
      return {
        type: 'number',
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      }
    case 'date':
      return { type: 'string', format: 'date-time' }
    case 'checkbox':
      return { type: 'boolean' }
    case 'select':
    case 'radio': {
      const one: Schema = {
        type: 'string',
        enum: field.options.map((option) => (typeof option === 'string' ? option : option.value)),
      }
      return field.type === 'select' && field.hasMany ? { type: 'array', items: one } : one
    }
    case 'relationship':
    case 'upload':
      return inner === shown
        ? { anyOf: [UUID, { type: 'object', description: 'The record itself, with depth=1 or more' }] }
        : UUID
    case 'group':
      return objectOf(field.flattenedFields, inner)
    case 'array':
      return { type: 'array', items: objectOf([...field.flattenedFields], inner) }
    default:
      return {}
  }
}
