import fs from 'node:fs'
import path from 'node:path'

/** The folder, or the nearest above it that exists: what is not there yet will be on the same disk. */
const existing = (folder: string): string =>
  fs.existsSync(folder) || path.dirname(folder) === folder ? folder : existing(path.dirname(folder))

/** What an ordinary user may still write on the disk of a folder. */
export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = fs.statfsSync(existing(folder))
  return bavail * bsize
}

export const onSameDisk = (one: string, other: string): boolean =>
  fs.statSync(existing(one)).dev === fs.statSync(existing(other)).dev
