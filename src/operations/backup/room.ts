import fs from 'node:fs'
import path from 'node:path'
import { sizesOf } from '@/db/backup/state'
import { isEmbedded } from '@/db/embedded'
import { roomForFile, roomForTrial } from '@/domain/backups/room'
import { freeBytes, onSameDisk } from '@/machine/disk'
import { Failure } from '@/machine/failure'
import { removeUnproven, unprovenBytes } from './unproven'

type Places = { url: string; uploads: string; dataDir: string; backupDir: string }

/** The database keeps writing during a backup, and a full disk would stop it. */
const SPARE = 64_000_000
/** Checks before anything is written that the file fits, and the trial restore if the database is on this machine. */
export const makeRoom = async (places: Places): Promise<void> => {
  const { backupDir, dataDir } = places
  const { file, trial } = await neededBy(places)
  const together = trial > 0 && onSameDisk(backupDir, dataDir)
  const wanted = file + (together ? trial : 0) + SPARE
  // A new backup is worth more than an old unverified one.
  if (freeBytes(backupDir) < wanted && freeBytes(backupDir) + unprovenBytes(backupDir) >= wanted)
    removeUnproven(backupDir)
  refuseWithout(backupDir, wanted, [
    [file, 'for the file'],
    [together ? trial : 0, 'for trying it out by restoring it'],
  ])
  if (trial > 0 && !together) refuseWithout(dataDir, trial + SPARE, [[trial, 'for trying it out by restoring it']])
}

const neededBy = async ({ url, uploads, dataDir }: Places): Promise<{ file: number; trial: number }> => {
  const sizes = { ...(await sizesOf(url)), uploads: bytesIn(uploads) }
  return { file: roomForFile(sizes), trial: isEmbedded(dataDir, url) ? roomForTrial(sizes) : 0 }
}

const bytesIn = (folder: string): number =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)
    : 0

type Part = [bytes: number, what: string]

const refuseWithout = (folder: string, wanted: number, parts: readonly Part[]): void => {
  const free = freeBytes(folder)
  if (free >= wanted) return
  const said = [...parts, [SPARE, 'to spare'] as const]
    .filter(([bytes]) => bytes > 0)
    .map(([bytes, what]) => `${megabytes(bytes)} MB ${what}`)
  throw new Failure(
    `There is not enough room for a backup in ${folder}: it needs about ${megabytes(wanted)} MB (` +
      `${said.join(', ')}), and ${megabytes(free)} MB are free. Nothing was written, and earlier backups are kept.`,
  )
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000)
