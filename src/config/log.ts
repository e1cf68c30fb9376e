import { env, EnvironmentError, type LogFormat } from './env'
import { currentTrace } from './trace'

export type Level = 'info' | 'warn' | 'error'

/** The further fields of a line: ids, patterns, codes and numbers. Nothing about people and no text written by them. */
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

export type LogEvent = Partial<Record<LogField, unknown>> & {
  level?: Level
  /** The part of the product if it is not the process itself: database, build. */
  part?: string
  msg: string
  /** A frequent event: logged as JSON, but too much for a terminal. */
  routine?: boolean
}

type Shared = { process: string; write?: (line: string) => void }
const KEY = Symbol.for('pristan.process')
const store = globalThis as unknown as Record<symbol, Shared | undefined>

/** Called once by each entry point. Shared through `globalThis`, because the build has a copy of this module. */
export const nameProcess = (name: string): void => void (store[KEY] = { ...store[KEY], process: name })

/** Which process this is, for whoever looks at the connections of the database. */
export const processName = (): string => store[KEY]?.process ?? 'command'

/** Where lines go when the console itself leads into the log. */
export const writeLinesWith = (write: (line: string) => void): void =>
  void (store[KEY] = { process: 'command', ...store[KEY], write })

const write = (line: string): void => (store[KEY]?.write ?? console.log)(line)

const format = (): LogFormat => {
  try {
    return env().logFormat
  } catch (error) {
    // If the environment itself is invalid, the format is unknown, so text is used.
    if (error instanceof EnvironmentError) return 'readable'
    throw error
  }
}

/** Writes one line: JSON with LOG_FORMAT=json, otherwise text for a terminal. */
export const logEvent = ({ level = 'info', part, msg, routine = false, ...fields }: LogEvent): void => {
  const { requestId } = currentTrace() ?? {}
  const of = store[KEY]?.process ?? 'command'
  if (format() === 'json')
    write(
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
  else if (!routine || level === 'error') write(readable(part ?? of, level, msg, requestId, fields))
}

/** One line of text, with the details of a fault below it. */
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
