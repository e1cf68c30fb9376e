import { activeSeries } from '@/db/event-reach'
import { reading } from '@/db/sql'
import { extendEvents } from '@/operations/events/extendEvents'
import type { Job } from './job'

/** Creates more dates than anybody needs in advance, so that nobody has to wait for them. */
export const extendHorizon: Job = {
  name: 'extend-horizon',
  dailyAt: '03:30',
  zone: 'Europe/Moscow',
  run: async (payload, now) => extendEvents(payload, { ids: await activeSeries(reading(payload)), until: null, now }),
}
