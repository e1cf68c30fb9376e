/** What may be written down of a fault: where and of which kind, never with which values. */
export type Fault = {
  type: string
  message?: string
  code?: string
  constraint?: string
  table?: string
  column?: string
  cause?: Fault
  /** Frames only: the first lines of a stack repeat the message. */
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

/** @param atSource puts the place in the sources into a line of a stack that names one in what was built of them */
export const describeFault = (
  error: unknown,
  atSource: (frame: string) => string = (frame) => frame,
  depth = 0,
): Fault => {
  if (typeof error !== 'object' || error === null) return { type: typeof error, stack: '' }
  const { name, message, stack, code, constraint, table, column, cause } = error as Thrown
  // Messages of the database quote values, and drizzle's quote all parameters.
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

/** Names of the program are plain words; anything else under such a property is somebody's. */
const identifier = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z_][\w.-]{0,63}$|^[0-9A-Z]{5}$|^\d{1,3}$/.test(value) ? value : undefined

const defined = (fields: Record<string, string | undefined>): Partial<Fault> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/**
 * The program's own words of a message: what comes after a colon or a quotation mark is a value more often
 * than not, letters that are not Latin are a person's, and so are long numbers and addresses.
 */
export const withoutValues = (message: string): string =>
  (message.split(/[:"'`«»“”„‘’<{[\n\r]/, 1)[0] ?? '')
    .replace(/\S*@\S*/g, '…')
    .replace(/\+?\d[\d\s()-]{2,}\d|\d{3,}/g, '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .trim()
    .slice(0, 200)

/** `at name (file:line:column)`, with the file below the folder of the program. */
const framesOf = (stack: string, atSource: (frame: string) => string): string =>
  stack
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => atSource(line.trimEnd()).replace(ABSOLUTE, ''))
    .join('\n')

/** The way to the folder of the program, or of a package in it. */
const ABSOLUTE =
  /(?<=[\s(])(?:file:\/\/)?\/(?:[^\s()]*?\/(?=node_modules\/)|[^\s()]*\/(?=(?:src|\.next|tests|scripts)\/))/

const FRAME = /^\s+at (?:(?:async |new )?[\w$.<>#[\] ]{1,120} \()?[\w./@()[\]:%~+-]{1,300}:\d+:\d+\)?$/

/**
 * The same fault comes from the same place: lines and columns move with every release, a value in
 * its words changes each time.
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
