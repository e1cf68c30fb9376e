import { forgetOldTraces } from '@/operations/merges/forgetOldTraces'
import { applyRetention, dropLoosePhotos } from '@/operations/personal-data/retain'
import { env } from '@/config/env'
import { embeddedAdminUrl, embeddedOwnerUrl } from '@/db/embedded'
import { rewriteErased } from '@/operations/personal-data/rewriteErased'
import type { Job } from './job'

/** Deletes expired personal data at night, before the backup of that night. */
export const retain: Job = {
  name: 'retain',
  dailyAt: '02:00',
  zone: 'Europe/Moscow',
  run: async (payload, now) => {
    await applyRetention(payload, now)
    await dropLoosePhotos(payload, now)
    await forgetOldTraces(payload, now)
  },
}

/** Runs after the erasures of the night, so that erased data leaves the database files within a day. */
export const rewrite: Job = {
  name: 'rewrite-erased',
  dailyAt: '02:10',
  zone: 'Europe/Moscow',
  run: async (payload, now) => {
    const { databaseUrl, dataDir } = env()
    if (databaseUrl === undefined) return
    await rewriteErased(payload, {
      url: embeddedOwnerUrl(dataDir, databaseUrl) ?? databaseUrl,
      adminUrl: embeddedAdminUrl(dataDir, databaseUrl),
      now,
    })
  },
}
