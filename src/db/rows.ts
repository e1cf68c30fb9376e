import type { z } from 'zod'

/** One column of a statement: the database types it may have, and a check of the driver's values. */
export type Column<Value = unknown> = {
  /** Type ids in pg_type. */
  readonly types: readonly number[]
  /** All possible values of a text. The database's own enums are such columns. */
  readonly options?: readonly string[]
  /** The database's enum has more labels, but these rows never contain them. */
  readonly only?: true
  /** `kept out`: the table allows null, but these rows never contain it. */
  readonly nulls: 'no' | 'yes' | 'kept out'
  readonly fits: (value: unknown) => value is Value
}

export type Columns = Readonly<Record<string, Column>>
export type RowOf<Shape extends Columns> = { [Name in keyof Shape]: ValueOf<Shape[Name]> }
type ValueOf<Any> = Any extends Column<infer Value> ? Value : never

const column = <Value>(types: readonly number[], fits: (value: unknown) => value is Value): Column<Value> => ({
  types,
  nulls: 'no',
  fits,
})

const isText = (value: unknown): value is string => typeof value === 'string'
const isInteger = (value: unknown): value is number => Number.isInteger(value)

export const text = column([25, 1043, 1042, 19], isText)
export const uuid = column([2950], isText)
export const int = column([23, 21], isInteger)
/** May exceed the safe integers of JavaScript, so the driver returns it as text. */
export const bigint = column([20], isText)
export const float = column([701, 700], (value): value is number => typeof value === 'number')
export const bool = column([16], (value): value is boolean => typeof value === 'boolean')
export const instant = column([1184], (value): value is Date => value instanceof Date)
export const bytes = column([17], (value): value is Buffer => Buffer.isBuffer(value))

/** One of a fixed list of texts: a database enum, a CASE, or a column that only we write. */
export const oneOf = <const Option extends string>(
  ...options: readonly Option[]
): Column<Option> & { options: readonly Option[] } => ({
  types: text.types,
  options,
  nulls: 'no',
  fits: (value): value is Option => (options as readonly unknown[]).includes(value),
})

/** The same with the keys of a record as the list. */
export const keyOf = <Option extends string>(entries: Readonly<Record<Option, unknown>>) =>
  oneOf(...(Object.keys(entries) as Option[]))

/** Some labels of a database enum. The statement has to leave out rows with the others. */
export const only = <const Option extends string>(...options: readonly Option[]): Column<Option> => ({
  ...oneOf(...options),
  only: true,
})

/** The shape only describes the value and must not transform it. */
export const json = <Value>(shape: z.ZodType<Value, Value>): Column<Value> =>
  column([3802, 114], (value): value is Value => shape.safeParse(value).success)

const ARRAY_OF: Readonly<Record<number, number>> = { 25: 1009, 1043: 1015, 2950: 2951, 23: 1007, 16: 1000, 1184: 1185 }

export const list = <Value>({ types, fits }: Column<Value>): Column<Value[]> =>
  column(
    types.flatMap((type) => ARRAY_OF[type] ?? []),
    (value): value is Value[] => Array.isArray(value) && value.every(fits),
  )

export const nullable = <Value>({ fits, ...rest }: Column<Value>): Column<Value | null> => ({
  ...rest,
  nulls: 'yes',
  fits: (value): value is Value | null => value === null || fits(value),
})

type Outer<Shape extends Columns> = { [Name in keyof Shape]: Column<ValueOf<Shape[Name]> | null> }

/** The columns of an outer join: all of them are null if there is no matching row. */
export const outer = <Shape extends Columns>(shape: Shape): Outer<Shape> =>
  Object.fromEntries(Object.entries(shape).map(([name, plain]) => [name, nullable(plain)])) as Outer<Shape>

/** The table allows null, but these rows never contain it: the statement leaves them out, or a trigger sets a value. */
export const present = <Value>(plain: Column<Value>): Column<Value> => ({ ...plain, nulls: 'kept out' })

/** Database enums. If a label is missing here, tests/int/database/statements.test.ts fails. */
export const participantStatus = oneOf('expected', 'attended', 'noShow', 'cancelled')
export const participantSource = oneOf('bot', 'panel', 'api')
export const callerKind = oneOf('users', 'volunteers', 'integrations')
export const dateStatus = oneOf('scheduled', 'cancelled')
export const eventType = oneOf('oneOff', 'recurring')
export const windowUnit = oneOf('days', 'occurrences')
export const messageStatus = oneOf('pending', 'sent', 'failed', 'parked', 'skipped')
export const role = oneOf('administrator', 'coordinator', 'viewer')
export const scope = oneOf('read', 'booking')
export const visitorStatus = oneOf('new', 'registered')
