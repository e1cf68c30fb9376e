/**
 * What a migration written by hand made of a column or an index, said where the field is defined: the database, the
 * generated migrations and the check for drift all read it from here.
 */
export type StoredColumn = {
  /** Payload keeps every number as numeric and every select as an enum type. */
  as?: 'integer' | 'varchar'
  /** NOT NULL, though a form may leave it out: a default fills it. */
  filled?: true
  /** A relationship without a foreign key. */
  loose?: true
}
export type StoredIndexes = { without?: readonly string[]; named?: Readonly<Record<string, string>> }

export const stored = (column: StoredColumn): { custom: { stored: StoredColumn } } => ({ custom: { stored: column } })
export const storedIndexes = (indexes: StoredIndexes): { custom: { indexes: StoredIndexes } } => ({
  custom: { indexes },
})
