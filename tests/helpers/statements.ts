import type { Payload } from 'payload'
import type pg from 'pg'

/** Shared counts are written in the background about once a second, not for a request. */
const inTheBackground = (text: string): boolean => /^\s*INSERT INTO (?:rate_limits|counts)\b/.test(text)

/**
 * Counts the SQL statements sent to the database while `work` runs, by Payload or by us, through the pool or a client.
 */
export const countStatements = async <Result>(
  payload: Payload,
  work: () => Promise<Result>,
): Promise<{ statements: number; texts: string[]; result: Result }> => {
  const { pool } = payload.db as unknown as { pool: pg.Pool }
  const prototype = (pool as unknown as { Client: { prototype: { query: (...args: unknown[]) => unknown } } }).Client
    .prototype
  const { query } = prototype
  const texts: string[] = []
  prototype.query = function counted(this: unknown, ...args: unknown[]) {
    const [first] = args as [string | { text?: string } | undefined]
    const text = typeof first === 'string' ? first : (first?.text ?? '')
    if (!inTheBackground(text)) texts.push(text)
    return query.apply(this, args)
  }
  try {
    const result = await work()
    return { statements: texts.length, texts, result }
  } finally {
    prototype.query = query
  }
}
