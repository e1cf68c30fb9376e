import fs from 'node:fs'
import path from 'node:path'
import { Failure, fileFailure } from '@/machine/failure'

const LIMIT = 20_000_000

export const logFileOf = (dataDir: string): string => path.join(dataDir, 'postgresql.log')

export const openLog = (file: string): { descriptor: number; from: number } => {
  try {
    trimLog(file)
    const descriptor = fs.openSync(file, 'a', 0o600)
    return { descriptor, from: fs.fstatSync(descriptor).size }
  } catch (error) {
    throw fileFailure(error, file)
  }
}

/** Keeps one old log. The file is emptied and not replaced, because the server keeps it open for appending. */
export const trimLog = (file: string): void => {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < LIMIT) return
  fs.copyFileSync(file, `${file}.1`)
  fs.truncateSync(file)
}

export const readLogFrom = (file: string, from: number): string => {
  const text = fs.readFileSync(file)
  return text.subarray(from > text.length ? 0 : from).toString('utf8')
}

/** One sentence for what PostgreSQL wrote before it gave up. */
export const explain = (output: string, clusterDir: string, logFile?: string): Failure => {
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return new Failure(
      `The disk that holds ${clusterDir} is full: free some space (a new database needs 100 MB), then start again.`,
    )
  }
  if (/Read-only file system/.test(output))
    return new Failure(`${clusterDir} is on a read-only file system: set DATA_DIR to a folder that can be written.`)
  if (/wrong ownership|Permission denied/.test(output)) {
    return new Failure(
      `PostgreSQL may not use ${clusterDir}: start as the user that owns this folder, or set DATA_DIR to another one.`,
    )
  }
  const reason = output
    .split('\n')
    .filter((line) => /FATAL|PANIC|error:/.test(line))
    .at(-1)
    ?.replace(/^.*?(FATAL|PANIC|error):\s*/, '')
  const where = logFile ? `; its log is ${logFile}` : ''
  return new Failure(
    `PostgreSQL did not start in ${clusterDir}: ` +
      `${reason ?? (output.trim().split('\n').at(-1) || 'it gave no reason')}${where}.`,
  )
}

export const portWasTaken = (output: string): boolean => /could not bind .*Address already in use/.test(output)
