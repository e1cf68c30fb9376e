import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

let janitor: ChildProcess | null = null

/** In a session of its own: Ctrl+C in a terminal would end it together with those it cleans up after. */
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

/** However this process ends, killed or interrupted, that one ends, too. Answers how to say that it has. */
export const endProcess = ({ pid }: { pid?: number | undefined }): (() => void) =>
  pid === undefined ? () => undefined : endsWithThisProcess(`process ${pid}`)

/** Likewise a folder goes, and a PostgreSQL that runs in it ends. */
export const removeFolder = (folder: string): (() => void) => endsWithThisProcess(`folder ${folder}`)
