import { forgetOldTraces } from '@/operations/merges/forgetOldTraces'
import { applyRetention, dropLoosePhotos } from '@/operations/personal-data/retain'
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
