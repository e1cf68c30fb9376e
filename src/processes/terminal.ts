import { logEvent } from '@/config/log'

/** Logs one line about one part of the product. */
export const logLine = (part: string, text: string): void => logEvent({ part, msg: text })

export const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Output after the terminal was closed is lost; it must not end the process. */
export const survivePipeEnd = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
