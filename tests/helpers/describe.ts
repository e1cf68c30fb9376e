import type pg from 'pg'
import type { Field } from '@/db/statement'

/** A column as described by the database, with the ids of its table and column if it comes from a table. */
export type Described = Field & { tableID: number; columnID: number }

type Connection = {
  parse: (config: { name: string; text: string }) => void
  describe: (config: { type: 'S'; name: string }) => void
  sync: () => void
}

/** The result columns of a statement, which is planned but not run. */
export const describe = (client: pg.Client, text: string): Promise<Described[]> =>
  new Promise((resolve, reject) => {
    let described: Described[] = []
    client.query({
      submit: (connection: Connection) => {
        connection.parse({ name: '', text })
        connection.describe({ type: 'S', name: '' })
        connection.sync()
      },
      handleRowDescription: ({ fields }: { fields: Described[] }) => {
        described = fields
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(described),
    } as never)
  })
