import pg, { type ClientBase } from 'pg'
import type { Call, Field } from './statement'

/** The parts of the driver that its extensions (cursors, COPY) use. */
type Connection = {
  parsedStatements: Record<string, string | undefined>
  stream: { cork: () => void; uncork: () => void }
  bind: (config: object) => void
  describe: (config: object) => void
  execute: (config: object) => void
  sync: () => void
}
type Result = {
  rows: unknown[]
  fields: readonly Field[]
  addFields: (fields: unknown) => void
  parseRow: (fields: unknown) => unknown
  addRow: (row: unknown) => void
}
const { Result, utils } = pg as unknown as {
  Result: new () => Result
  utils: { prepareValue: (value: unknown) => unknown }
}

/** Whether every statement is already prepared on this connection. A batch can't run any others. */
export const arePrepared = (client: ClientBase, calls: readonly Call[]): boolean => {
  const { parsedStatements } = (client as unknown as { connection: Connection }).connection
  return calls.every(({ statement: { name, text, prepared } }) => prepared && parsedStatements[name] === text)
}

/**
 * Runs prepared statements in one round trip, one after another. Each sees what was committed before it began, as if it
 * had been sent alone. After the first failure the rest are skipped.
 */
export const runTogether = (
  client: ClientBase,
  calls: readonly Call[],
): Promise<{ rows: unknown[]; fields: readonly Field[] }[]> =>
  new Promise((resolve, reject) => {
    const results: Result[] = [new Result()]
    client.query({
      submit: (connection: Connection) => {
        connection.stream.cork()
        for (const { statement, values } of calls) {
          connection.bind({ statement: statement.name, values, valueMapper: utils.prepareValue })
          connection.describe({ type: 'P', name: '' })
          connection.execute({})
        }
        connection.sync()
        connection.stream.uncork()
      },
      handleRowDescription: ({ fields }: { fields: unknown }) => results.at(-1)?.addFields(fields),
      handleDataRow: ({ fields }: { fields: unknown }) => {
        const result = results.at(-1)
        result?.addRow(result.parseRow(fields))
      },
      handleCommandComplete: () => results.push(new Result()),
      handleError: reject,
      handleReadyForQuery: () => resolve(results.slice(0, calls.length)),
    } as never)
  })
