import fs from 'node:fs'
import path from 'node:path'
import { sizesOf } from '@/db/backup/state'
import { isEmbedded } from '@/db/embedded'
import { freeBytes, onSameDisk } from '@/machine/disk'
import { Failure } from '@/machine/failure'
import { removeUnproven, unprovenBytes } from './unproven'

type Places = { url: string; uploads: string; dataDir: string; backupDir: string }

/** The database keeps writing during a backup, and a full disk would stop it. */
const SPARE = 64_000_000
/** A first backup is smaller than the database; later ones are about as large as the one before. */
const PACKED = 0.5
const GROWTH = 1.25
/** Rows of a trial restore are written twice: to the tables and to the write-ahead log. */
const TRIAL = 2

/** Checks before anything is written that the file fits, and the trial restore if the database is on this machine. */
export const makeRoom = async (places: Places): Promise<void> => {
  const { backupDir, dataDir } = places
  const { file, trial } = await neededBy(places)
  const together = trial > 0 && onSameDisk(backupDir, dataDir)
  const wanted = file + (together ? trial : 0) + SPARE
  // A new backup is worth more than an old unverified one.
  if (freeBytes(backupDir) < wanted && freeBytes(backupDir) + unprovenBytes(backupDir) >= wanted)
    removeUnproven(backupDir)
  refuseWithout(backupDir, wanted)
  if (trial > 0 && !together) refuseWithout(dataDir, trial + SPARE)
}

const neededBy = async ({ url, uploads, dataDir }: Places): Promise<{ file: number; trial: number }> => {
  const { database, lastBackup } = await sizesOf(url)
  return {
    file: lastBackup === null ? database * PACKED + bytesIn(uploads) : lastBackup * GROWTH,
    trial: isEmbedded(dataDir, url) ? database * TRIAL : 0,
  }
}

const bytesIn = (folder: string): number =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)
    : 0

const refuseWithout = (folder: string, wanted: number): void => {
  const free = freeBytes(folder)
  if (free >= wanted) return
  throw new Failure(
    `There is not enough room for a backup in ${folder}: it needs about ${megabytes(wanted)} MB, and ` +
      `${megabytes(free)} MB are free. Nothing was written.`,
  )
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000)
