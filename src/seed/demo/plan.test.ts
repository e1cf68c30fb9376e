import { describe, expect, test } from 'vitest'
import { addDays } from '@/domain/time/calendar'
import { demoCalendar } from './calendar'
import { demoVisitors } from './people'
import { type DemoService, planBookings } from './plan'
import { CHANGES, timetable } from './timetable'

const SERVICES = new Map<string, DemoService>(
  timetable('2026-01-01').flatMap(({ lines }) =>
    lines.map(({ service }) => [
      service,
      {
        windowDays: 7,
        registration: service === 'Первичная регистрация',
        allowOverlap: service === 'Стирка' || service === 'Средства гигиены',
      },
    ]),
  ),
)

const year = Array.from({ length: 53 }, (_, week) => addDays('2028-01-01', week * 7 + (week % 7)))

describe('the plan of a demo', () => {
  test.for(year)(
    'holds on %s: within every capacity, with a full day and everything that was to be changed',
    (today) => {
      const calendar = demoCalendar(today)
      const bookings = planBookings(calendar, demoVisitors(today), SERVICES, today)
      const perLine = new Map<string, number>()
      const perDay = new Map<string, Set<number>>()
      for (const {
        date: { event, date },
        line,
        visitor,
      } of bookings) {
        const name = `${event.title} ${date}`
        perLine.set(
          `${name} ${line.service} ${line.startTime}`,
          (perLine.get(`${name} ${line.service} ${line.startTime}`) ?? 0) + 1,
        )
        perDay.set(name, (perDay.get(name) ?? new Set()).add(visitor))
      }
      const over = calendar.dates.filter(({ event, date }) => {
        const name = `${event.title} ${date}`
        return (
          (perDay.get(name)?.size ?? 0) > event.capacity ||
          event.lines.some((line) => (perLine.get(`${name} ${line.service} ${line.startTime}`) ?? 0) > line.capacity)
        )
      })
      expect(over).toEqual([])
      const full = calendar.events.find(({ title }) => title === CHANGES.full.title)
      expect(perDay.get(`${full?.title} ${full?.date}`)?.size).toBe(full?.capacity)
      expect(calendar.changes.map(({ kind }) => kind)).toEqual(['archive', 'cancelDate', 'edit'])
      expect(bookings.length).toBeGreaterThan(1_000)
      expect(bookings.filter(({ bookedAt }) => bookedAt >= calendar.until)).toEqual([])
    },
  )
})
