import type { PostgresAdapterArgs } from '@payloadcms/db-postgres'
import type { FlattenedField } from 'payload'
import type { StoredColumn, StoredIndexes } from '@/config/columns'

type SchemaHook = NonNullable<PostgresAdapterArgs['beforeSchemaInit']>[number]
type Adapter = Parameters<SchemaHook>[0]['adapter']
type RawTable = Adapter['rawTables'][string]

/**
 * Adapts Payload's schema to the database. Deleting a record that is still referenced is refused (RESTRICT), where
 * Payload would set the reference to null. The other changes are declared in the fields under `stored`.
 */
export const asInTheDatabase: SchemaHook = ({ adapter, schema }) => {
  for (const { columns } of Object.values(adapter.rawTables))
    for (const { reference } of Object.values(columns))
      if (reference?.onDelete === 'set null') reference.onDelete = 'restrict'
  for (const { slug, flattenedFields, custom } of adapter.payload.config.collections) {
    const table = tableOf(adapter, snakeCase(slug))
    for (const field of flattenedFields) applyField(adapter, { table, field, prefix: '' })
    if (custom?.indexes) applyIndexes(table, custom.indexes as StoredIndexes)
  }
  return schema
}

const snakeCase = (name: string): string =>
  name.replace(/-/g, '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const tableOf = (adapter: Adapter, name: string): RawTable => {
  const table = adapter.rawTables[adapter.tableNameMap.get(name) ?? name]
  if (!table) throw new Error(`Payload has no table ${name}`)
  return table
}

type Place = { table: RawTable; field: FlattenedField; prefix: string }

const applyField = (adapter: Adapter, { table, field, prefix }: Place): void => {
  if (field.type === 'group' || field.type === 'tab') {
    for (const inner of field.flattenedFields)
      applyField(adapter, { table, field: inner, prefix: `${prefix}${field.name}_` })
  } else if (field.type === 'array') {
    const lines = tableOf(adapter, `${table.name}_${snakeCase(field.name)}`)
    for (const inner of field.flattenedFields) applyField(adapter, { table: lines, field: inner, prefix: '' })
  } else if (field.custom?.stored) {
    const key = `${prefix}${field.name}`
    const column = table.columns[key]
    if (!column) throw new Error(`${table.name} has no column for ${key}`)
    table.columns[key] = asStored(column, field.custom.stored as StoredColumn)
  }
}

const asStored = (column: RawTable['columns'][string], { as, filled, loose }: StoredColumn): typeof column => ({
  ...(as === undefined ? column : { name: column.name, notNull: column.notNull, default: column.default, type: as }),
  ...(filled ? { notNull: true } : {}),
  ...(loose ? { reference: undefined } : {}),
})

const applyIndexes = (table: RawTable, { without = [], named = {} }: StoredIndexes): void => {
  const indexes = table.indexes ?? {}
  for (const name of [...without, ...Object.keys(named)])
    if (!indexes[name]) throw new Error(`${table.name} has no index ${name}`)
  for (const name of without) delete indexes[name]
  for (const [name, real] of Object.entries(named)) indexes[name] = { ...indexes[name]!, name: real }
}
