import type { Payload } from 'payload'
import { countRows, occurrencesOf, participantsOn, settleMessages } from '@/db/bulk-load'
import { reading } from '@/db/sql'
import { intervalOn } from '@/domain/events/hours'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { Failure } from '@/machine/failure'
import { ensureExpanded } from '@/operations/events/ensureExpanded'
import { demoCalendar, ZONE } from './calendar'
import { changeSteps } from './changes'
import { demoVisitors } from './people'
import { bookingSteps, type Booked, nameOf, perform } from './perform'
import { type DemoService, planBookings } from './plan'
import { catalogueIds, createEvents, createStaff, createVisitors } from './records'
import { DEMO_DAYS } from './timetable'

/** Stores the day a demo was made for, so that an interrupted demo is finished for the same day. */
const MARK = 'demo'

const dayOfDemo = async (payload: Payload, now: Date): Promise<string> => {
  const begun = await payload.kv.get<{ today: string }>(MARK)
  if (begun) return begun.today
  const { events, visitors } = await countRows(reading(payload))
  if (events > 0 || visitors > 0)
    throw new Failure(
      'There are events or people in this database already: the demo would mix made-up people with real ones. ' +
        'Give it an empty database.',
    )
  const today = localDate(now, ZONE)
  await payload.kv.set(MARK, { today })
  return today
}

/**
 * Two months of a day centre around today, made with the product's own operations, each at its own time. For the same
 * day the result is the same except for ids and creation times. A repeated run only adds what is missing.
 */
export const seedDemo = async (payload: Payload, { now }: { now: Date }): Promise<void> => {
  const today = await dayOfDemo(payload, now)
  const calendar = demoCalendar(today)
  const people = demoVisitors(today)
  const staff = await createStaff(payload)
  const [coordinator] = staff.callers
  if (!coordinator) throw new Error('The demo has no coordinator')
  const visitors = await createVisitors(payload, people, staff)
  const events = await createEvents(payload, calendar.events, staff.coordinator)
  const range = { from: addDays(today, -DEMO_DAYS), to: addDays(today, DEMO_DAYS) }
  await ensureExpanded(payload, { from: range.from, until: range.to, now })

  const db = reading(payload)
  const services = await catalogueIds(payload, 'services')
  const found = await occurrencesOf(db, events, range)
  const places = new Map(found.map((one) => [`${one.event} ${one.service} ${one.startsAt.toISOString()}`, one]))
  const booked: Booked = new Map(
    (
      await participantsOn(
        db,
        found.map(({ id }) => id),
      )
    ).map(({ occurrence, visitor, ...row }) => [nameOf({ occurrence, visitorId: visitor }), row]),
  )

  const bookings = planBookings(calendar, people, await servicesByTitle(payload), today).flatMap((booking) => {
    const event = events[calendar.events.indexOf(booking.date.event)]
    const { startsAt } = intervalOn(booking.date.date, booking.line, ZONE)
    const place = places.get(`${event} ${services.get(booking.line.service)} ${startsAt.toISOString()}`)
    return place ? [{ ...booking, occurrence: place.id, visitorId: visitors[booking.visitor] ?? '' }] : []
  })
  await perform([
    ...bookingSteps(payload, bookings, staff.callers, booked),
    ...changeSteps(payload, calendar, events, found, services, coordinator),
  ])
  await settleMessages(
    db,
    staff.callers.map(({ id }) => id),
  )
}

const servicesByTitle = async (payload: Payload): Promise<Map<string, DemoService>> => {
  const { docs } = await payload.find({ collection: 'services', pagination: false })
  return new Map(
    docs.map(({ title, bookingWindow, registration, allowOverlap }) => [
      title,
      // Windows in occurrences come from the timetable, which sets them for single services.
      {
        windowDays: bookingWindow.unit === 'days' ? bookingWindow.value : 7,
        registration: registration === true,
        allowOverlap: allowOverlap === true,
      },
    ]),
  )
}
