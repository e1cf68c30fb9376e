import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const make = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'pristan_request_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    refusals: new Counter({
      name: 'pristan_refusals_total',
      help: 'What was refused through the API, the panel and the bot, by code; of all processes together',
      labelNames: ['code'],
      registers,
    }),
    running: new Gauge({
      name: 'pristan_running',
      help: '1 while the worker or the bot has its place and works',
      labelNames: ['process'],
      registers,
    }),
    faults: new Counter({
      name: 'pristan_faults_total',
      help: 'Requests that failed by a fault of the program',
      labelNames: ['route'],
      registers,
    }),
    bookings: new Counter({
      name: 'pristan_bookings_total',
      help: 'Bookings made through the API, the panel and the bot; of all processes together',
      labelNames: ['source'],
      registers,
    }),
    messages: new Gauge({
      name: 'pristan_messages',
      help: 'Messages that are not sent, by status',
      labelNames: ['status'],
      registers,
    }),
    oldestMessage: new Gauge({
      name: 'pristan_messages_oldest_seconds',
      help: 'Age of the oldest message that is due',
      registers,
    }),
    oldestUpdate: new Gauge({
      name: 'pristan_updates_oldest_seconds',
      help: 'Age of the oldest Telegram update that is not handled',
      registers,
    }),
    updatesFailed: new Gauge({
      name: 'pristan_updates_failed',
      help: 'Telegram updates that the bot gave up',
      registers,
    }),
    botSilent: new Gauge({
      name: 'pristan_bot_silent_seconds',
      help: 'Time since Telegram last answered the bot or sent it something; told only where there is a bot',
      registers,
    }),
    botTrouble: new Gauge({
      name: 'pristan_bot_trouble',
      help: '1 while this is wrong with the bot; told only where there is one',
      labelNames: ['kind'],
      registers,
    }),
    pool: new Gauge({
      name: 'pristan_database_connections',
      help: 'Connections of this process, and requests waiting for one',
      labelNames: ['state'],
      registers,
    }),
    backupAt: new Gauge({
      name: 'pristan_backup_last_success_timestamp_seconds',
      help: 'When the last backup was proven; 0 before the first',
      registers,
    }),
    backupFailed: new Gauge({
      name: 'pristan_backup_failed',
      help: '1 when the newest backup failed or its verification did',
      registers,
    }),
    logChanged: new Gauge({
      name: 'pristan_log_changed',
      help: '1 when the log was last found to be other than it was written',
      registers,
    }),
    backup: new Gauge({
      name: 'pristan_backup_age_seconds',
      help: 'Time since the last backup that was proven; -1 before the first',
      registers,
    }),
  }
}

type Metrics = ReturnType<typeof make>

/** The build may contain this module twice, but a process needs one registry. */
const KEY = Symbol.for('pristan.metrics')
const store = globalThis as unknown as Record<symbol, Metrics | undefined>

export const metrics = (): Metrics => (store[KEY] ??= make())

const ROUTES = Symbol.for('pristan.measured-routes')
const known = globalThis as unknown as Record<symbol, Set<string> | undefined>

/**
 * All measured routes. Their errors are reported from 0 on, because an increase is invisible in a series that begins
 * with 1.
 */
export const measuredRoutes = (): Set<string> => (known[ROUTES] ??= new Set())
