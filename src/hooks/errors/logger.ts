import { refusalOf } from './errorAnswer'

type Line = { err?: unknown }
type Write = (this: unknown, ...args: unknown[]) => void

/**
 * Payload logs every error with all it carries: a failed statement with its values, a refusal with the
 * people it lists. Refusals are answers, not events; of a fault only what holds no data is written.
 */
export const logger = {
  options: {
    level: 'info',
    serializers: { err: (error: unknown) => withoutValues(error) },
    hooks: {
      logMethod(this: unknown, args: unknown[], write: Write): void {
        const [line] = args as [Line | string | undefined]
        if (typeof line === 'object' && line?.err !== undefined && refusalOf(line.err)) return
        write.apply(this, args)
      },
    },
  },
}

type Fault = { name?: string; message?: string; stack?: string; code?: string; constraint?: string; table?: string; column?: string; cause?: unknown }

export const withoutValues = (error: unknown): Record<string, unknown> => {
  if (typeof error !== 'object' || error === null) return { message: String(error) }
  const { name, message, stack, code, constraint, table, column, cause } = error as Fault
  // Messages of the database quote values, and drizzle's quote all parameters.
  const ofDatabase = code !== undefined || cause !== undefined
  return {
    type: name,
    ...(ofDatabase ? { code, constraint, table, column } : { message }),
    ...(cause === undefined ? {} : { cause: withoutValues(cause) }),
    stack: stack?.split('\n').filter((frame) => /^\s+at /.test(frame)).join('\n'),
  }
}
