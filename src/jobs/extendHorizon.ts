import { activeSeries } from '@/db/event-reach'
import { reading } from '@/db/sql'
import { extendEvents } from '@/operations/events/extendEvents'
import type { Job } from './job'

/** Keeps every series longer than anybody needs, so that nobody waits for dates to be made. */
export const extendHorizon: Job = {
  name: 'extend-horizon',
  dailyAt: '03:30',
  zone: 'Europe/Moscow',
  run: async (payload, now) => extendEvents(payload, { ids: await activeSeries(reading(payload)), until: null, now }),
}
