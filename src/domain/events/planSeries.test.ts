import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/domain/time/calendar'
import { type Current, emptyPlan, type Occurrence, type Plan } from './plan'
import { impactOf } from './impact'
import { planSeries } from './planSeries'
import { datesOf, type Series } from './series'
import { applied } from './testing/applied'

const NOW = new Date('2026-11-21T09:00:00Z')
const UNTIL = '2027-01-15'
let made = 0
const newId = () => `new-${(made += 1)}`

const line = (id: string, service: string, startTime: string, endTime: string, capacity = 5) => ({
  id,
  service,
  startTime,
  endTime,
  capacity,
  bookingWindow: { value: 14, unit: 'days' as const },
})
const base: Series = {
  title: 'Стирка',
  place: 'moscow',
  zone: 'Europe/Moscow',
  type: 'recurring',
  date: '2026-11-24',
  startTime: '09:00',
  endTime: '18:00',
  endsNextDay: false,
  capacity: 20,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  skipDates: [],
  services: [line('a', 'laundry', '10:00', '11:00')],
  announce: false,
}
const plan = (series: Series, current: Current, before: Series | null = null): Plan =>
  planSeries({ event: 'event', series, before, current, until: UNTIL, now: NOW, newId, policy: 'keep' })

const empty: Current = { days: [], occurrences: [], people: [], removed: [] }
const created = applied(empty, plan(base, empty), base.zone, newId)

const rules = [
  'FREQ=WEEKLY;BYDAY=TU',
  'FREQ=WEEKLY;BYDAY=TU,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  'FREQ=DAILY;INTERVAL=7',
  'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
  'FREQ=DAILY;UNTIL=20261205',
]
const somewhere = fc.integer({ min: 0, max: 20 })
const anySeries = fc
  .record({
    rrule: fc.constantFrom(...rules),
    skipDates: fc.uniqueArray(
      fc.integer({ min: 0, max: 7 }).map((week) => ({ date: addDays('2026-11-24', week * 7), reason: null })),
      { maxLength: 3, selector: ({ date }) => date },
    ),
    zone: fc.constantFrom('Europe/Moscow', 'Asia/Kathmandu', 'Europe/Berlin'),
    startTime: fc.constantFrom('08:00', '09:00'),
    endTime: fc.constantFrom('18:00', '20:00'),
    capacity: fc.integer({ min: 6, max: 30 }),
    services: fc.constantFrom<Series['services'][]>(
      [line('a', 'laundry', '10:00', '11:00')],
      [line('a', 'laundry', '12:00', '13:30', 6)],
      [line('b', 'shower', '10:00', '11:00')],
      [line('a', 'laundry', '10:00', '11:00'), line('b', 'shower', '11:00', '12:00')],
    ),
  })
  .map((over): Series => ({ ...base, ...over, place: over.zone }))

type Deed =
  | { kind: 'person' | 'cancelDay' | 'cancelOccurrence' | 'deleteDay' | 'editDay' | 'editOccurrence'; at: number }
  | { kind: 'series'; series: Series }
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('person', 'cancelDay', 'cancelOccurrence', 'deleteDay', 'editDay', 'editOccurrence'),
    at: somewhere,
  }),
  fc.record({ kind: fc.constant('series' as const), series: anySeries }),
)

/** Edits made by hand to one scheduled date. */
const byHand = (current: Current, { kind, at }: Exclude<Deed, { kind: 'series' }>): Current => {
  const open = current.days.filter(({ status }) => status === 'scheduled')
  const day = open[at % (open.length || 1)]
  const own = current.occurrences.filter(({ eventDay, status }) => eventDay === day?.id && status === 'scheduled')
  const occurrence = own[0]
  if (!day || !occurrence) return current
  const on = (over: Partial<Occurrence>) =>
    current.occurrences.map((one) => (one.id === occurrence.id ? { ...one, ...over } : one))
  const away = current.people.filter((person) =>
    kind !== 'cancelDay' ? person.occurrence !== occurrence.id : !own.some(({ id }) => id === person.occurrence),
  )
  switch (kind) {
    case 'person': {
      const person = { id: newId(), visitor: newId(), occurrence: occurrence.id, status: 'expected' as const }
      return current.people.length > 2
        ? current
        : { ...current, people: [...current.people, person], occurrences: on({ booked: true }) }
    }
    case 'cancelOccurrence':
      return { ...current, people: away, occurrences: on({ status: 'cancelled' }) }
    case 'cancelDay':
      return {
        ...current,
        people: away,
        days: current.days.map((one) => (one.id === day.id ? { ...one, status: 'cancelled' as const } : one)),
        occurrences: current.occurrences.map((one) =>
          own.includes(one) ? { ...one, status: 'cancelled' as const } : one,
        ),
      }
    case 'deleteDay':
      if (
        current.people.some((person) =>
          current.occurrences.some(({ id, eventDay }) => id === person.occurrence && eventDay === day.id),
        )
      )
        return current
      return {
        ...current,
        days: current.days.filter(({ id }) => id !== day.id),
        occurrences: current.occurrences.filter(({ eventDay }) => eventDay !== day.id),
        removed: [...current.removed, { date: day.date, line: null }],
      }
    case 'editDay':
      return {
        ...current,
        days: current.days.map((one) =>
          one.id === day.id ? { ...one, capacity: 40, editedFields: ['capacity' as const] } : one,
        ),
      }
    case 'editOccurrence':
      return { ...current, occurrences: on({ capacity: 4, editedFields: ['capacity'] }) }
  }
}

const isByHand = ({ status, skipped }: { status: string; skipped: boolean }) => status === 'cancelled' && !skipped

describe('a changed series', () => {
  it('after any history has exactly its own dates, loses nobody in silence, and done twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { minLength: 1, maxLength: 12 }), (deeds) => {
        let current = created
        let series = base
        for (const deed of deeds) {
          if (deed.kind !== 'series') {
            current = byHand(current, deed)
            continue
          }
          const change = plan(deed.series, current, series)
          const after = applied(current, change, deed.series.zone, newId)
          const impact = impactOf(change, current.people)
          const named = new Set(impact.participants.map(({ id }) => id))
          for (const person of current.people) {
            const was = current.occurrences.find(({ id }) => id === person.occurrence)
            const is = after.occurrences.find(({ id }) => id === person.occurrence)
            const same =
              was &&
              is &&
              is.status === 'scheduled' &&
              is.place === was.place &&
              is.startsAt.getTime() === was.startsAt.getTime() &&
              is.endsAt.getTime() === was.endsAt.getTime()
            expect(named.has(person.id)).toBe(!same)
          }
          const gone = new Set([
            ...current.removed.map(({ date }) => date),
            ...current.days.filter(isByHand).map(({ date }) => date),
          ])
          expect(
            after.days
              .filter(({ status }) => status === 'scheduled')
              .map(({ date }) => date)
              .sort(),
          ).toEqual(datesOf(deed.series, { to: UNTIL }).filter((date) => !gone.has(date)))
          expect(after.days.filter(isByHand)).toEqual(current.days.filter(isByHand))
          for (const day of after.days.filter(({ editedFields }) => editedFields.includes('capacity')))
            expect(day.capacity).toBe(40)
          for (const one of after.occurrences.filter(({ editedFields }) => editedFields.includes('capacity')))
            expect(one.capacity).toBe(4)
          expect(new Set(after.occurrences.map(({ line: id, date }) => `${id} ${date}`)).size).toBe(
            after.occurrences.length,
          )

          const { edited, ...rest } = plan(deed.series, after, deed.series)
          expect({ ...rest, edited: [] }).toEqual(emptyPlan())
          expect(edited.filter(({ keeps }) => !keeps)).toEqual([])
          current = after
          series = deed.series
        }
      }),
      { numRuns: 400 },
    )
  })
})
