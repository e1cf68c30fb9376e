import { now } from '@/config/clock'
import { env } from '@/config/env'
import { uploadsDir } from '@/config/paths'
import { Failure } from '@/machine/failure'
import { takeBackup } from '@/operations/backup/take'
import { openDatabase } from './database'
import { main } from './main'
import { ensureSecret } from './secret'
import { logLine, seconds } from './terminal'

await main(async () => {
  if (process.argv.length > 2) throw new Failure('npm run backup takes no arguments: backups go to BACKUP_DIR.')
  const startedAt = Date.now()
  const secret = ensureSecret()
  const { dataDir, backup } = env()
  const log = (line: string): void => logLine('backup', line)
  const database = await openDatabase('npm run backup', (line) => logLine('database', line))
  try {
    const taken = await takeBackup({
      url: database.url,
      dataDir,
      uploads: uploadsDir(),
      backupDir: backup.dir,
      backupKey: backup.key,
      secret,
      now: now(),
      tell: log,
    })
    log(`${taken.file} (${Math.ceil(taken.bytes / 1000).toLocaleString('en')} kB)`)
    log(`${taken.tables} tables, ${taken.rows} rows, ${taken.uploads} photos, ${seconds(startedAt)}`)
    log(
      taken.verified === 'restored'
        ? 'verified: restored into a database of its own and found equal'
        : 'checked to its end; the user in DATABASE_URL may not create a database to restore it into for a trial',
    )
    if (taken.removed.length > 0) log(`${taken.removed.length} older ones taken away`)
  } finally {
    await database.close()
  }
})
