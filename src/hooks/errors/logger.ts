import { logEvent, type Level } from '@/config/log'
import { STATUS_BY_CODE } from '@/domain/errors'
import type { Fault } from '@/domain/faults/describe'
import { faultOf } from '@/operations/errors/faultOf'
import { refusalOf } from './errorAnswer'

type Line = { err?: unknown; msg?: string }
type Write = (this: unknown, ...args: unknown[]) => void

const LEVELS: readonly [number, Level][] = [
  [50, 'error'],
  [40, 'warn'],
]

/** Written in the format of this process's log. */
const pass = (line: string): void => {
  const { level, msg, err } = JSON.parse(line) as { level: number; msg?: string; err?: Fault }
  logEvent({
    part: 'payload',
    level: LEVELS.find(([least]) => level >= least)?.[1] ?? 'info',
    msg: msg ?? '',
    ...(err ? { err } : {}),
  })
}

/**
 * Payload logs every error with all it carries: a failed statement with its values, a refusal with the
 * people it lists. Refusals are answers, not events; of a fault only what holds no data is written.
 */
export const logger = {
  options: {
    level: 'info',
    serializers: { err: (error: unknown) => faultOf(error) },
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
  destination: { write: pass },
}

/** Payload's own refusals are expected answers too. */
export const loggingLevels = {
  Forbidden: false,
  Locked: false,
  MissingFile: false,
  NotFound: false,
  ValidationError: false,
} as const
