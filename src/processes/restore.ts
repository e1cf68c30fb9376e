import fs from 'node:fs'
import path from 'node:path'
import { now } from '@/config/clock'
import { env } from '@/config/env'
import { uploadsDir } from '@/config/paths'
import { Failure } from '@/machine/failure'
import { breakHead } from '@/machine/logHead'
import { ensureDataDir, readPrivate, writePrivate } from '@/machine/files'
import { inspectBackup } from '@/operations/backup/inspect'
import { headOf } from '@/operations/backup/headOf'
import { requireBackupKey } from '@/operations/backup/key'
import { restoreBackup, type Restored } from '@/operations/backup/restore'
import { lockDataDir, openOwnDatabase } from './database'
import { main } from './main'
import { logLine, seconds } from './terminal'

/** Files of an embedded database, removed again if the restore into a new one fails. */
const EMBEDDED = ['postgres', 'database.json', 'postgresql.log', 'socket']

const restore = async (file: string): Promise<Restored> => {
  const { dataDir, databaseUrl, backup } = env()
  const key = requireBackupKey({ backupKey: backup.key, dataDir })
  // Checks the whole file before anything is created.
  await inspectBackup(file, key)
  ensureDataDir(dataDir)
  const lock = lockDataDir('npm run restore')
  const fresh = databaseUrl === undefined && !fs.existsSync(path.join(dataDir, 'postgres'))
  try {
    const database = await openOwnDatabase((line) => logLine('database', line), { keepAlive: true })
    try {
      const restored = await restoreBackup({ file, key, url: database.ownerUrl, uploads: uploadsDir() })
      // Entries since the backup are gone, and nobody cut them off.
      const to = await headOf(database.ownerUrl)
      breakHead(env().erasureLedger, { at: now(), why: 'restored', to })
      return restored
    } finally {
      await database.close()
    }
  } catch (error) {
    if (fresh) for (const name of EMBEDDED) fs.rmSync(path.join(dataDir, name), { recursive: true, force: true })
    throw error
  } finally {
    lock.release()
  }
}

await main(async () => {
  const [given, ...more] = process.argv.slice(2)
  if (given === undefined || more.length > 0) throw new Failure('Say which backup: npm run restore -- FILE')
  const startedAt = Date.now()
  const { dataDir, payloadSecret } = env()
  const { at, tables, rows, uploads, secret, leftOut } = await restore(path.resolve(given))
  const file = path.join(dataDir, 'secret')
  if (secret && payloadSecret === undefined && readPrivate(file) === undefined) writePrivate(file, `${secret}\n`)
  logLine(
    'restore',
    `everything as of ${at}: ${tables} tables, ${rows} rows, ${uploads} photos, compared one by one ` +
      `(${seconds(startedAt)})`,
  )
  if (leftOut.length > 0) logLine('restore', `not ours and left out: ${leftOut.join(', ')}`)
  logLine('restore', 'the next start brings it to the shape of this version')
})
