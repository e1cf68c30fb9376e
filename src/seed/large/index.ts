import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { requireSound } from '@/db/bulk-check'
import { bulkLoad, type Bulk } from '@/db/bulk-copy'
import { countRows, placesInOrder, servicesInOrder } from '@/db/bulk-load'
import { reading } from '@/db/sql'
import { localDate } from '@/domain/time/zone'
import { Failure } from '@/machine/failure'
import { largeBookings, PARTICIPANT_COLUMNS } from './bookings'
import { fill } from './fill'
import { largeVisitors, VISITOR_COLUMNS } from './people'
import { copySchedule, newIds } from './rows'
import { largeSchedule, type LargePlace } from './schedule'

export type LargeSize = { events: number; occurrences: number; visitors: number; participants: number }
export const LARGE: LargeSize = { events: 2_000, occurrences: 100_000, visitors: 200_000, participants: 1_000_000 }

const TABLES = [
  'visitors',
  'volunteers',
  'events',
  'events_services',
  'event_days',
  'occurrences',
  'participants',
  'places',
]
const BRANCHES: readonly (readonly [string, string])[] = [
  ['Курская', 'Europe/Moscow'],
  ['Тверь', 'Europe/Moscow'],
  ['Екатеринбург', 'Asia/Yekaterinburg'],
  ['Калининград', 'Europe/Kaliningrad'],
  ['Новосибирск', 'Asia/Novosibirsk'],
  ['Самара', 'Europe/Samara'],
]
const VOLUNTEERS = 40
/** More events than the demo makes, so the database must be in real use. */
const MOST_EVENTS = 100

type Options = { now: Date; log: (line: string) => void; size?: LargeSize }

/**
 * Several years of a large charity, for benchmarks. Counters are computed here, rows are loaded with COPY, and a
 * recount checks them before the commit.
 */
export const seedLarge = async (payload: Payload, { now, log, size = LARGE }: Options): Promise<void> => {
  const before = await countRows(reading(payload))
  if (before.events > MOST_EVENTS || before.visitors > 1_000 || before.participants > 20_000)
    throw new Failure('This database holds more than a demo already: load the large one into another, empty database.')
  const today = localDate(now, 'Europe/Moscow')
  await bulkLoad(payload, TABLES, async (bulk) => {
    const visitors = newIds(size.visitors)
    const volunteers = newIds(VOLUNTEERS)
    log(`${size.visitors} people`)
    await bulk.copy('visitors', VISITOR_COLUMNS, largeVisitors(visitors, now))
    await bulk.copy(
      'volunteers',
      ['id', 'name', 'telegram_id', 'blocked'],
      volunteers.map((id, i) => [id, `Волонтёр ${i + 1}`, String(6_000_000_000_000_001n + BigInt(i)), false]),
    )

    const { events, days } = largeSchedule(today, size, await placesOf(bulk), await servicesInOrder(bulk))
    fill(days, size.participants, today)
    log(`${size.participants} bookings`)
    await bulk.copy('participants', PARTICIPANT_COLUMNS, largeBookings(days, { ids: visitors, volunteers }, now))
    log(`${size.events} events, ${size.occurrences} occurrences`)
    await copySchedule(bulk, events, days, now, today)
    log('counting again')
    await requireSound(bulk)
    log('indexes and keys')
  })
}

const placesOf = async (bulk: Bulk): Promise<LargePlace[]> => {
  await bulk.copy(
    'places',
    ['id', 'title', 'timezone', 'active'],
    BRANCHES.map(([title, zone]) => [randomUUID(), title, zone, true]),
  )
  return placesInOrder(bulk)
}
