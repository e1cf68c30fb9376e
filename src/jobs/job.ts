import type { Payload } from 'payload'

type Schedule =
  | { everySeconds: number }
  /** Wall clock `HH:mm` in `zone`; one missed while nothing was running is made up for at the next start. */
  | { dailyAt: string; zone: string }

/** Something that happens without anyone asking. It may be repeated and interrupted at any point. */
export type Job = Schedule & {
  /** Never changes: the time of the last run is kept under it. */
  name: string
  run: (payload: Payload, now: Date) => Promise<unknown>
}
