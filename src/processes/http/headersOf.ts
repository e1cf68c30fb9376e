import type { IncomingMessage } from 'node:http'

/** Node has joined what came several times; only a list stays apart. */
export const headersOf = ({ headers }: IncomingMessage): Headers => {
  const all = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) all.set(name, Array.isArray(value) ? value.join(', ') : value)
  return all
}
