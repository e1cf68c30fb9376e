import { env } from '@/config/env'
import { logEvent } from '@/config/log'
import { uploadsDir } from '@/config/paths'
import { takeBackup, ZONE } from '@/operations/backup/take'
import type { Job } from './job'

/** Every night, when nobody books. A missed backup is made at the next start. */
export const backup: Job = {
  name: 'backup',
  dailyAt: '02:30',
  zone: ZONE,
  run: async (_payload, now) => {
    const { databaseUrl, dataDir, payloadSecret, backup: where } = env()
    if (databaseUrl === undefined) return
    const log = (line: string): void => logEvent({ part: 'backup', msg: line })
    const taken = await takeBackup({
      url: databaseUrl,
      dataDir,
      uploads: uploadsDir(),
      backupDir: where.dir,
      backupKey: where.key,
      secret: payloadSecret ?? '',
      now,
      tell: log,
    })
    const verified =
      taken.verified === 'restored'
        ? 'verified by restoring it'
        : 'checked; not restored for a trial, the user in DATABASE_URL may not create databases'
    log(`${taken.file}, ${taken.rows} rows, ${verified}`)
  },
}
