import fs from 'node:fs'
import path from 'node:path'
import { withAdvisoryLock } from '@/db/advisoryLock'
import { recordBackup, recordBackupFailure, type Verified } from '@/db/backup/state'
import { withScratch } from '@/db/backup/scratch'
import { ownShape } from '@/db/backup/shape'
import { outdated } from '@/domain/backups/rotate'
import { Failure } from '@/machine/failure'
import { createBackup, type Made } from './create'
import { inspectBackup } from './inspect'
import { ensureBackupKey } from './key'
import { makeRoom } from './room'
import { removeUnfinished, removeUnproven, UNPROVEN } from './unproven'
import { NAME, nameOf } from './names'
import { restoreBackup } from './restore'

export const ZONE = 'Europe/Moscow'

export type Taking = {
  url: string
  dataDir: string
  uploads: string
  backupDir: string
  backupKey: string | undefined
  secret: string
  now: Date
  tell: (line: string) => void
}
export type Taken = Made & { verified: Verified; removed: string[] }

/** Makes one backup, verifies it with a trial restore, and deletes outdated ones. Only one runs at a time. */
export const takeBackup = (taking: Taking): Promise<Taken> =>
  withAdvisoryLock(
    taking.url,
    'backup',
    () => takeAlone(taking),
    () => taking.tell('another backup is being made, waiting for it'),
  ).catch(async (error: unknown) => {
    // If the database itself is the problem, the failure can't be recorded there. The error is thrown anyway.
    await recordBackupFailure(taking.url, taking.now.toISOString()).catch(() => undefined)
    throw error
  })

const takeAlone = async ({
  url,
  dataDir,
  uploads,
  backupDir,
  backupKey,
  secret,
  now,
  tell,
}: Taking): Promise<Taken> => {
  const key = ensureBackupKey({ backupKey, dataDir }, tell)
  removeUnfinished(backupDir)
  await makeRoom({ url, uploads, dataDir, backupDir })
  const file = path.join(backupDir, nameOf(now))
  const made = await createBackup({ url, uploads, key, secret, now, file: file + UNPROVEN, shape: await ownShape(url) })
  removeUnproven(backupDir, path.basename(made.file))
  if (made.leftOut.length > 0) tell(`not ours and left out: ${made.leftOut.join(', ')}`)
  const verified = await verifyBackup({ file: made.file, key, url })
  fs.renameSync(made.file, file)
  const removed = rotate(backupDir)
  const { bytes, leftOut } = made
  await recordBackup(url, { at: now.toISOString(), file: path.basename(file), bytes, verified, leftOut })
  return { ...made, file, verified, removed }
}

/**
 * Restores the file into a temporary database and compares. Without the right to create a database, only the file is
 * checked.
 */
export const verifyBackup = async ({
  file,
  key,
  url,
}: {
  file: string
  key: string
  url: string
}): Promise<Verified> => {
  try {
    await inspectBackup(file, key)
  } catch (error) {
    fs.rmSync(file, { force: true })
    throw new Failure(
      'A new backup could not be read back and was thrown away: ' +
        `${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
  try {
    const restored = await withScratch(url, (scratch) => restoreBackup({ file, key, url: scratch }))
    return restored === null ? 'checksums' : 'restored'
  } catch (error) {
    throw new Failure(
      `${file} was written, but restoring it for a trial failed: ` +
        `${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

export type Kept = { name: string; at: Date }

export const backupsIn = (folder: string): Kept[] =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).flatMap((name) => {
        const [, date, hour, minute, second] = NAME.exec(name) ?? []
        return date === undefined ? [] : [{ name, at: new Date(`${date}T${hour}:${minute}:${second}Z`) }]
      })
    : []

/** Deletes only files named like our backups. Called only after a new backup has been verified. */
export const rotate = (folder: string): string[] =>
  outdated(backupsIn(folder), ZONE).map(({ name }) => {
    fs.rmSync(path.join(folder, name), { force: true })
    return name
  })
