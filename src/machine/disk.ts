import fs from 'node:fs'
import path from 'node:path'

/** The folder, or its nearest existing parent, which is on the same disk. */
const existing = (folder: string): string =>
  fs.existsSync(folder) || path.dirname(folder) === folder ? folder : existing(path.dirname(folder))

/** The free space, in bytes, that an ordinary user can use on the disk of a folder. */
export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = fs.statfsSync(existing(folder))
  return bavail * bsize
}

export const onSameDisk = (one: string, other: string): boolean =>
  fs.statSync(existing(one)).dev === fs.statSync(existing(other)).dev
