import { env } from '@/config/env'
import { planBotWarning } from '@/operations/messages/planBotWarning'
import { planBackupWarning } from '@/operations/messages/planBackupWarning'
import { planDailySummary, planFailureReport, planMissed, planReminders } from '@/operations/messages/plan'
import type { Job } from './job'

const ZONE = 'Europe/Moscow'

/** Without a bot nobody can be reminded, because volunteers are reached only through Telegram. */
const hasBot = (): boolean => env().telegram.botToken !== undefined

export const remind: Job = {
  name: 'remind',
  everySeconds: 120,
  run: async (payload, now) => (hasBot() ? planReminders(payload, now) : 0),
}

export const tellMissed: Job = {
  name: 'tell-missed',
  everySeconds: 300,
  run: async (payload, now) => (hasBot() ? planMissed(payload, now) : 0),
}

/** In the morning, about yesterday, because by then the evening's attendance has been marked. */
export const dailySummary: Job = {
  name: 'daily-summary',
  dailyAt: '07:00',
  zone: ZONE,
  run: (payload, now) => planDailySummary(payload, now, ZONE),
}

export const reportFailures: Job = {
  name: 'report-failures',
  everySeconds: 900,
  run: planFailureReport,
}

export const warnOfBackups: Job = {
  name: 'warn-of-backups',
  everySeconds: 900,
  run: (payload, now) => planBackupWarning(payload, now, ZONE),
}

export const warnOfBot: Job = {
  name: 'warn-of-bot',
  everySeconds: 60,
  run: async (payload, now) => (hasBot() ? planBotWarning(payload, now, ZONE) : undefined),
}
