import { logEvent } from '@/config/log'

/** One line about one part of the product. */
export const logLine = (part: string, text: string): void => logEvent({ part, msg: text })

export const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** What is written after the terminal has been closed goes nowhere; it must not end the process. */
export const survivePipeEnd = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
