/** What may be logged about a fault: its kind and place, never values. */
export type Fault = {
  type: string
  message?: string
  code?: string
  constraint?: string
  table?: string
  column?: string
  cause?: Fault
  /** Only the frames, because the first lines of a stack repeat the message. */
  stack: string
}

type Thrown = {
  name?: unknown
  message?: unknown
  stack?: unknown
  code?: unknown
  constraint?: unknown
  table?: unknown
  column?: unknown
  cause?: unknown
}

const MOST_FRAMES = 12
const MOST_CAUSES = 3

/** @param atSource replaces the built file's position in a stack line with the position in the sources */
export const describeFault = (
  error: unknown,
  atSource: (frame: string) => string = (frame) => frame,
  depth = 0,
): Fault => {
  if (typeof error !== 'object' || error === null) return { type: typeof error, stack: '' }
  const { name, message, stack, code, constraint, table, column, cause } = error as Thrown
  // Database messages quote values, and drizzle's quote all parameters.
  const ofDatabase = code !== undefined || cause !== undefined
  return {
    type: identifier(name) ?? 'Error',
    ...(ofDatabase ? {} : { message: withoutValues(String(message ?? '')) }),
    ...defined({
      code: identifier(typeof code === 'number' ? String(code) : code),
      constraint: identifier(constraint),
      table: identifier(table),
      column: identifier(column),
    }),
    ...(cause === undefined || cause === null || depth >= MOST_CAUSES
      ? {}
      : { cause: describeFault(cause, atSource, depth + 1) }),
    stack: typeof stack === 'string' ? framesOf(stack, atSource) : '',
  }
}

/** Our own identifiers are plain words; anything else in such a property may be personal data. */
const identifier = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z_][\w.-]{0,63}$|^[0-9A-Z]{5}$|^\d{1,3}$/.test(value) ? value : undefined

const defined = (fields: Record<string, string | undefined>): Partial<Fault> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/**
 * Keeps only the program's own words of a message. Text after a colon or a quotation mark is usually a value, non-
 * Latin letters are usually personal, and so are long numbers and addresses.
 */
export const withoutValues = (message: string): string =>
  (message.split(/[:"'`«»“”„‘’<{[\n\r]/, 1)[0] ?? '')
    .replace(/\S*@\S*/g, '…')
    .replace(/\+?\d[\d\s()-]{2,}\d|\d{3,}/g, '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .trim()
    .slice(0, 200)

/** `at name (file:line:column)`, with the path relative to the program's folder. */
const framesOf = (stack: string, atSource: (frame: string) => string): string =>
  stack
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => atSource(line.trimEnd()).replace(ABSOLUTE, ''))
    .join('\n')

/** The absolute path up to the program's folder or a package in it. */
const ABSOLUTE =
  /(?<=[\s(])(?:file:\/\/)?\/(?:[^\s()]*?\/(?=node_modules\/)|[^\s()]*\/(?=(?:src|\.next|tests|scripts)\/))/

const FRAME = /^\s+at (?:(?:async |new )?[\w$.<>#[\] ]{1,120} \()?[\w./@()[\]:%~+-]{1,300}:\d+:\d+\)?$/

/**
 * Groups equal faults by their place. Line and column numbers change with every release, and values in the message
 * change each time, so neither counts.
 */
export const fingerprintOf = (kind: string, where: string, fault: Fault): string => {
  const root = rootOf(fault)
  const frames = root.stack
    .split('\n')
    .slice(0, 4)
    .map((line) => line.trim().replace(/:\d+:\d+\)?$/, ''))
  return [
    kind,
    where,
    fault.type,
    root.type,
    root.code ?? '',
    root.constraint ?? '',
    root.message ?? '',
    ...frames,
  ].join('\n')
}

const rootOf = (fault: Fault): Fault => (fault.cause ? rootOf(fault.cause) : fault)
