import type { Column, Columns, RowOf } from './rows'

/** A statement and the types of its rows, as given by its columns. */
export type Statement<Row = unknown> = {
  readonly name: string
  readonly text: string
  /** Planned once per connection. Only prepared statements can share a round trip. */
  readonly prepared: boolean
  readonly columns: Columns
  /** Used only as a type; never set. */
  readonly row?: Row
}

/** A statement with its parameters. */
export type Call<Row = unknown> = { statement: Statement<Row>; values: readonly unknown[] }

/** All statements of the loaded modules, for the test that compares them with the database. */
export const declared: Statement[] = []

const declare = <Shape extends Columns>(
  name: string,
  text: string,
  prepared: boolean,
  columns: Shape,
): Statement<RowOf<Shape>> => {
  const statement: Statement<RowOf<Shape>> = { name, text, prepared, columns }
  declared.push(statement)
  return statement
}

const NOTHING = {}
type Nothing = typeof NOTHING

/** For a frequent statement: one plan is kept for all values. Without columns, its rows can't be read. */
export const prepared = <Shape extends Columns = Nothing>(
  name: string,
  text: string,
  columns: Shape = NOTHING as Shape,
): Statement<RowOf<Shape>> => declare(name, text, true, columns)

/** A statement that is planned for its values each time. */
export const statement = <Shape extends Columns = Nothing>(
  name: string,
  text: string,
  columns: Shape = NOTHING as Shape,
): Statement<RowOf<Shape>> => declare(name, text, false, columns)

/** The same rows with a text built for each call. The columns are compared at each call, too. */
export const withText = <Row>(pattern: Statement<Row>, text: string): Statement<Row> => ({ ...pattern, text })

/** Some columns of a statement, with a text of their own. */
export const partOf = <Row>(
  whole: Statement<Row>,
  columns: readonly (keyof Row & string)[],
  text: string,
): Statement<Partial<Row>> => ({
  ...whole,
  text,
  columns: Object.fromEntries(Object.entries(whole.columns).filter(([name]) => columns.some((one) => one === name))),
})

export type Field = { readonly name: string; readonly dataTypeID: number }

/** PostgreSQL gives ids from here on to types created by migrations, like our enums. */
const FIRST_OWN_TYPE = 16_384

const isOfType = ({ types, options }: Column, type: number): boolean =>
  types.includes(type) || (options !== undefined && type >= FIRST_OWN_TYPE)

/** The differences between the declared columns and those of the database. */
export const differences = ({ columns }: Statement, fields: readonly Field[]): string[] => {
  if (columns === NOTHING) return []
  const missing = Object.keys(columns).filter((name) => !fields.some((field) => field.name === name))
  return [
    ...missing.map((name) => `"${name}" is missing`),
    ...fields.flatMap((field, index) => {
      const column = columns[field.name]
      if (fields.findIndex(({ name }) => name === field.name) !== index) return [`"${field.name}" comes twice`]
      if (!column) return [`"${field.name}" is not expected`]
      return isOfType(column, field.dataTypeID) ? [] : [`"${field.name}" has the type ${field.dataTypeID}`]
    }),
  ]
}

const compared = new WeakSet<Statement>()

/** Compares the columns before the first rows of a statement are used, once per statement. */
export const compareColumns = (given: Statement, fields: readonly Field[]): void => {
  if (compared.has(given)) return
  const found = differences(given, fields)
  if (found.length > 0) throw new Error(`Columns of the statement ${given.name}: ${found.join(', ')}`)
  compared.add(given)
}

/**
 * Checks every value of every row, for tests. Errors contain only column names, because a value may be somebody's name.
 */
export const checkRows = ({ name, columns }: Statement, rows: readonly unknown[]): void => {
  const all = Object.entries(columns)
  for (const row of rows as readonly Record<string, unknown>[]) {
    const wrong = all.filter(([column, { fits }]) => !fits(row[column]))
    if (wrong.length > 0)
      throw new Error(
        `Rows of the statement ${name}: ${wrong.map(([column]) => `"${column}"`).join(', ')} not as declared`,
      )
  }
}
