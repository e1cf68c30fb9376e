import { env, EnvironmentError, type LogFormat } from './env'
import { currentTrace } from './trace'

export type Level = 'info' | 'warn' | 'error'

/**
 * All that a line may hold besides: ids, patterns, codes and numbers, nothing about a person and no text of anybody's.
 */
type LogField =
  | 'attempt'
  | 'channel'
  | 'code'
  | 'err'
  | 'job'
  | 'kind'
  | 'message'
  | 'method'
  | 'ms'
  | 'outcome'
  | 'replayOf'
  | 'route'
  | 'status'
  | 'update'
  | 'where'

/** One thing that happened. */
export type LogEvent = Partial<Record<LogField, unknown>> & {
  level?: Level
  /** The part of the product, where it is not the process itself: database, build. */
  part?: string
  msg: string
  /** One of many of its kind: a line for machines, too much for a terminal. */
  routine?: boolean
}

type Shared = { process: string }
const KEY = Symbol.for('pristan.process')
const store = globalThis as unknown as Record<symbol, Shared | undefined>

/** Said once by each entry point; what runs inside the build asks here too. */
export const nameProcess = (name: string): void => void (store[KEY] = { process: name })

const format = (): LogFormat => {
  try {
    return env().logFormat
  } catch (error) {
    // The environment itself is what is wrong: that is said in words.
    if (error instanceof EnvironmentError) return 'readable'
    throw error
  }
}

/** Writes one line: JSON with LOG_FORMAT=json, otherwise words for whoever sits at the terminal. */
export const logEvent = ({ level = 'info', part, msg, routine = false, ...fields }: LogEvent): void => {
  const { requestId } = currentTrace() ?? {}
  const of = store[KEY]?.process ?? 'command'
  if (format() === 'json')
    console.log(
      JSON.stringify({
        time: new Date().toISOString(),
        level,
        process: of,
        ...(part === undefined || part === of ? {} : { part }),
        requestId,
        msg,
        ...fields,
      }),
    )
  else if (!routine || level === 'error') console.log(readable(part ?? of, level, msg, requestId, fields))
}

/** One line for people; what is known of a fault goes below it. */
const readable = (
  part: string,
  level: Level,
  msg: string,
  requestId: string | undefined,
  { err }: Record<string, unknown>,
): string => {
  const kind = level === 'error' ? 'ERROR ' : level === 'warn' ? 'WARN ' : ''
  const { stack, ...known } = (err ?? {}) as { stack?: string }
  const about = err === undefined ? [] : [JSON.stringify({ ...known, requestId })]
  return [`${part.padEnd(9)} ${kind}${msg}`, ...about, ...(stack ? [stack] : [])].join('\n')
}
