import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { ensureDataDir, readPrivate, writePrivate } from '@/machine/files'
import { Failure } from '@/machine/failure'

type Where = { backupKey: string | undefined; dataDir: string }

export const keyFileOf = (dataDir: string): string => path.join(dataDir, 'backup-key')

/** The existing key: BACKUP_KEY, or the one generated here earlier. */
export const knownBackupKey = ({ backupKey, dataDir }: Where): string | undefined =>
  backupKey ?? (readPrivate(keyFileOf(dataDir))?.trim() || undefined)

export const requireBackupKey = (where: Where): string => {
  const key = knownBackupKey(where)
  if (key === undefined)
    throw new Failure(
      `Set BACKUP_KEY to the key the backup was made with (it was kept in backup-key of the old DATA_DIR).`,
    )
  return key
}

/** The key for making backups. A new key is announced prominently, because it has to be copied somewhere else. */
export const ensureBackupKey = (where: Where, tell: (line: string) => void): string => {
  const known = knownBackupKey(where)
  if (known !== undefined) return known
  ensureDataDir(where.dataDir)
  const key = randomBytes(32).toString('base64url')
  const file = keyFileOf(where.dataDir)
  writePrivate(file, `${key}\n`)
  tell(`*** A key for the backups was made: ${file}`)
  tell('*** Copy it to another place NOW (a password manager, paper in a safe): without it no backup can ever be read.')
  return key
}
