/**
 * How a hand-written migration changed a column or an index, declared where the field is defined. The database, the
 * generated migrations and the drift check all read it from here.
 */
export type StoredColumn = {
  /** Payload keeps every number as numeric and every select as an enum type. */
  as?: 'integer' | 'varchar'
  /** NOT NULL although a form may omit it, because there is a default. */
  filled?: true
  /** A relationship without a foreign key. */
  loose?: true
}
export type StoredIndexes = { without?: readonly string[]; named?: Readonly<Record<string, string>> }

export const stored = (column: StoredColumn): { custom: { stored: StoredColumn } } => ({ custom: { stored: column } })
export const storedIndexes = (indexes: StoredIndexes): { custom: { indexes: StoredIndexes } } => ({
  custom: { indexes },
})
