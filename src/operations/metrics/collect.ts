import type { Payload } from 'payload'
import { databaseFigures, poolFigures } from '@/db/metrics'
import { metrics } from './registry'

/** What this process has counted, and what the database knows for all of them. */
export const collectMetrics = async (payload: Payload, now: Date): Promise<{ text: string; type: string }> => {
  const { registry, messages, oldestMessage, oldestUpdate, pool, backup, backupAt, backupFailed } = metrics()
  const figures = await databaseFigures(payload, now)
  messages.reset()
  for (const status of ['pending', 'failed', 'parked', 'skipped']) messages.set({ status }, figures.messages[status] ?? 0)
  oldestMessage.set(figures.oldestMessageSeconds)
  oldestUpdate.set(figures.oldestUpdateSeconds)
  for (const [state, value] of Object.entries(poolFigures(payload))) pool.set({ state }, value)
  backup.set(figures.backupAt === null ? -1 : (now.getTime() - figures.backupAt.getTime()) / 1000)
  backupAt.set((figures.backupAt?.getTime() ?? 0) / 1000)
  backupFailed.set(figures.backupFailed ? 1 : 0)
  return { text: await registry.metrics(), type: registry.contentType }
}
