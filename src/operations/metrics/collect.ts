import type { Payload } from 'payload'
import { env } from '@/config/env'
import { databaseFigures, poolFigures, type Labels } from '@/db/metrics'
import { BOT_TROUBLES } from '@/domain/bot/trouble'
import { UNSENT_STATUSES } from '@/domain/messages/kinds'
import { botState } from '@/operations/bot/troubles'
import { flushCounts } from './counts'
import { measuredRoutes, metrics } from './registry'

/** Metrics of this process, and those in the database for all processes. */
export const collectMetrics = async (payload: Payload, now: Date): Promise<{ text: string; type: string }> => {
  const {
    registry,
    running,
    faults,
    messages,
    oldestMessage,
    oldestUpdate,
    updatesFailed,
    botSilent,
    botTrouble,
    pool,
    backup,
    backupAt,
    backupFailed,
    logChanged,
    bookings,
    refusals,
  } = metrics()
  await flushCounts()
  const figures = await databaseFigures(payload, now)
  running.set({ process: 'worker' }, figures.working.includes('worker') ? 1 : 0)
  if (env().telegram.botToken) running.set({ process: 'bot' }, figures.working.includes('bot') ? 1 : 0)
  for (const route of measuredRoutes()) faults.inc({ route }, 0)
  messages.reset()
  // A status without messages is reported as 0.
  for (const status of UNSENT_STATUSES) messages.set({ status }, figures.messages[status] ?? 0)
  oldestMessage.set(figures.oldestMessageSeconds)
  oldestUpdate.set(figures.oldestUpdateSeconds)
  updatesFailed.set(figures.updatesFailed)
  const bot = await botState(payload, now)
  if (bot) {
    botSilent.set(bot.silentMs / 1000)
    const wrong = new Set(bot.troubles.map(({ kind }) => kind))
    for (const kind of BOT_TROUBLES) botTrouble.set({ kind }, wrong.has(kind) ? 1 : 0)
  }
  bookings.reset()
  refusals.reset()
  const increase: Record<keyof Labels, (label: string, value: number) => void> = {
    bookings: (source, value) => bookings.inc({ source }, value),
    refusals: (code, value) => refusals.inc({ code }, value),
  }
  for (const { name, label, value } of figures.counts) increase[name](label, value)
  for (const [state, value] of Object.entries(poolFigures(payload))) pool.set({ state }, value)
  backup.set(figures.backupAt === null ? -1 : (now.getTime() - figures.backupAt.getTime()) / 1000)
  backupAt.set((figures.backupAt?.getTime() ?? 0) / 1000)
  logChanged.set(figures.logChanged ? 1 : 0)
  backupFailed.set(figures.backupFailed ? 1 : 0)
  return { text: await registry.metrics(), type: registry.contentType }
}
