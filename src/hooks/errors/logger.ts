import { STATUS_BY_CODE } from '@/domain/errors'
import { refusalOf } from './errorAnswer'

type Line = { err?: unknown; msg?: string }
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
        const [line, message, ...rest] = args as [Line | string | undefined, unknown]
        if (typeof line !== 'object' || line.err === undefined) return write.apply(this, args)
        const refusal = refusalOf(line.err)
        if (refusal && STATUS_BY_CODE[refusal.code] < 500) return
        // Without a message pino takes the error's own.
        write.call(this, line, message ?? line.msg ?? 'Something failed', ...rest)
      },
    },
  },
  destination: { write: (line: string) => void console.log(readable(line)) },
}

/** Payload's own refusals: answers, too. */
export const loggingLevels = { Forbidden: false, Locked: false, MissingFile: false, NotFound: false, ValidationError: false } as const

/** One line for people, as the rest of the output; what is known of a fault goes below it. */
const readable = (line: string): string => {
  const { level, msg, err } = JSON.parse(line) as { level: number; msg?: string; err?: { stack?: string } }
  const { stack, ...known } = err ?? {}
  const kind = level >= 50 ? 'ERROR ' : level >= 40 ? 'WARN ' : ''
  return [`payload   ${kind}${msg ?? ''}`, ...(err ? [JSON.stringify(known)] : []), ...(stack ? [stack] : [])].join('\n')
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
