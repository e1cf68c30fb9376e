import { logEvent, writeLinesWith, type Level } from '@/config/log'
import { withoutValues } from '@/domain/faults/describe'
import { faultOf } from '@/operations/errors/faultOf'

const LEVELS = { error: 'error', warn: 'warn', log: 'info', info: 'info', debug: 'info', trace: 'info' } as const

/**
 * Libraries may print anything to the console, such as a statement with its values or a name in a filter. This turns it
 * into log lines with the program's own words and without values.
 */
export const logTheConsole = (): void => {
  writeLinesWith(console.log.bind(console))
  for (const [name, level] of Object.entries(LEVELS)) {
    console[name as keyof typeof LEVELS] = (...args: unknown[]) => logEvent(lineOf(name, level, args))
  }
}

const lineOf = (name: string, level: Level, args: readonly unknown[]) => {
  const error = args.find((one) => one instanceof Error)
  const words = args.filter((one): one is string => typeof one === 'string').map(withoutValues)
  return {
    level,
    part: 'console',
    msg: words.filter((one) => one !== '').join(' ') || `console.${name}`,
    routine: name === 'debug' || name === 'trace',
    ...(error ? { err: faultOf(error) } : {}),
  }
}
