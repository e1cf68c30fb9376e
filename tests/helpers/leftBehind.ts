import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

let janitor: ChildProcess | null = null

/**
 * Runs in its own session: otherwise Ctrl+C in a terminal would end it together with the processes it cleans up after.
 */
const tell = (line: string): void => {
  if (!janitor) {
    janitor = spawn(process.execPath, [path.resolve('tests/helpers/janitor.mjs')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    janitor.unref()
    ;(janitor.stdin as unknown as { unref: () => void }).unref()
  }
  janitor.stdin?.write(`${line}\n`)
}

const endsWithThisProcess = (what: string): (() => void) => {
  tell(`+ ${what}`)
  return () => tell(`- ${what}`)
}

/** Ends that process when this one ends, even if killed. Returns a function that reports that it has already ended. */
export const endProcess = ({ pid }: { pid?: number | undefined }): (() => void) =>
  pid === undefined ? () => undefined : endsWithThisProcess(`process ${pid}`)

/** Removes a folder in the same way, and ends a PostgreSQL that runs in it. */
export const removeFolder = (folder: string): (() => void) => endsWithThisProcess(`folder ${folder}`)
