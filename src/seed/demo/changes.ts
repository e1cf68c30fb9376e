import type { Payload } from 'payload'
import type { OccurrencePlace } from '@/db/bulk-load'
import type { Caller } from '@/domain/access/caller'
import { cancelEventDay } from '@/operations/event-days/cancel'
import { archiveEvent } from '@/operations/events/archive'
import { changeEvent } from '@/operations/events/change'
import type { DemoCalendar } from './calendar'

type Step = { at: Date; run: () => Promise<unknown> }

/** The coordinator's changes: an event archived, a date cancelled, a date moved. Each step can be repeated safely. */
export const changeSteps = (
  payload: Payload,
  { events, changes }: DemoCalendar,
  ids: readonly string[],
  found: readonly OccurrencePlace[],
  services: ReadonlyMap<string, string>,
  caller: Caller,
): Step[] =>
  changes.map(({ kind, title, date, at, reason }) => {
    const event = ids[events.findIndex((one) => one.title === title)] ?? ''
    const edge = { caller, confirm: true, now: at }
    const run = async (): Promise<unknown> => {
      if (kind === 'archive') return archiveEvent(payload, { id: event, ...edge })
      const day = found.find((one) => one.event === event && one.date === date)
      if (!day) throw new Error(`${title} does not take place on ${date}`)
      if (kind === 'cancelDate') return cancelEventDay(payload, { id: day.eventDay, reason, ...edge })
      if (found.some((one) => one.eventDay === day.eventDay && one.edited)) return undefined
      const service = services.get('Изготовление фотографий') ?? ''
      return changeEvent(payload, {
        id: event,
        scope: 'day',
        policy: 'keep',
        date,
        input: { services: [{ service, startTime: '12:15', endTime: '13:00', capacity: 12 }] },
        ...edge,
      })
    }
    return { at, run }
  })
