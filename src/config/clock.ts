let source: (() => Date) | null = null

/** The only place that reads the clock. The edges (endpoints, jobs) call it and pass the result on. */
export const now = (): Date => (source ? source() : new Date())

export const setClockForTests = (clock: (() => Date) | null): void => {
  source = clock
}
