import type { Payload } from 'payload'

type Schedule =
  | { everySeconds: number }
  /** Local time `HH:mm` in `zone`. A run missed while nothing was running is made up for at the next start. */
  | { dailyAt: string; zone: string }

/** A background job. It has to survive repetition and interruption at any point. */
export type Job = Schedule & {
  /** Must never change, because the time of the last run is stored under it. */
  name: string
  run: (payload: Payload, now: Date) => Promise<unknown>
}
