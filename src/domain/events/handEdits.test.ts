import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '@/domain/errors'
import { impactOf } from './impact'
import { type Current, type Day, type EditPolicy, type HandEdit, type Occurrence, type Plan } from './plan'
import { planDay } from './planDay'
import { planOccurrence } from './planOccurrence'
import { planSeries } from './planSeries'
import type { Series } from './series'
import { applied } from './testing/applied'

const NOW = new Date('2027-03-01T09:00:00Z')
const UNTIL = '2027-04-05'
let made = 0
const newId = () => `new-${(made += 1)}`

const line = (id: string, startTime: string, endTime: string, capacity = 5) => ({
  id,
  service: id,
  startTime,
  endTime,
  capacity,
  bookingWindow: { value: 14, unit: 'days' as const },
})
const base: Series = {
  title: 'Стирка',
  place: 'p',
  zone: 'Europe/Moscow',
  type: 'recurring',
  date: '2027-03-02',
  startTime: '09:00',
  endTime: '18:00',
  endsNextDay: false,
  capacity: 20,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  skipDates: [],
  services: [line('a', '10:00', '11:00'), line('b', '14:00', '16:00')],
  announce: false,
}
const empty: Current = { days: [], occurrences: [], people: [], removed: [] }

const change = (current: Current, series: Series, before: Series | null, policy: EditPolicy = 'keep') => {
  const plan = planSeries({ event: 'e', series, before, current, until: UNTIL, now: NOW, newId, policy })
  return { plan, after: applied(current, plan, series.zone, newId) }
}
const created = (series: Series): Current => change(empty, series, null).after

const on = (current: Current, date: string): Day => {
  const day = current.days.find((one) => one.date === date)
  if (!day) throw new Error(`Nothing on ${date}`)
  return day
}
const at = (current: Current, date: string, id: string): Occurrence => {
  const found = current.occurrences.find((one) => one.date === date && one.line === id)
  if (!found) throw new Error(`No ${id} on ${date}`)
  return found
}
/** One date edited as the panel edits it. */
const edit = (current: Current, series: Series, date: string, input: Parameters<typeof planDay>[0]['input']): Current =>
  applied(
    current,
    planDay({ day: on(current, date), lines: series.services, current, input, now: NOW }),
    series.zone,
    newId,
  )
const DATE = '2027-03-09'
const hours = ({ startTime, endTime }: Day) => `${startTime}–${endTime}`
const clock = (instant: Date) => new Date(instant.getTime() + 3 * 3_600_000).toISOString().slice(11, 16)
const time = ({ startsAt, endsAt }: Occurrence) => `${clock(startsAt)}–${clock(endsAt)}`
const said = (edited: readonly HandEdit[]) =>
  edited.map(({ date, occurrence, field, keeps }) => [date, occurrence === null, field, keeps])

describe('a date edited by hand, when its series changes', () => {
  const own = created(base)

  it('keeps a service’s own time where it fits into the new hours', () => {
    const edited = edit(own, base, DATE, { services: [{ service: 'b', startTime: '15:00', endTime: '16:00' }] })
    const later = { ...base, startTime: '12:00', services: [line('a', '12:00', '13:00'), line('b', '14:30', '17:00')] }
    const { plan, after } = change(edited, later, base)
    expect(time(at(after, DATE, 'b'))).toBe('15:00–17:00')
    expect(said(plan.edited)).toEqual([[DATE, false, 'startsAt', true]])
    expect(time(at(after, '2027-03-16', 'b'))).toBe('14:30–17:00')
  })

  it('lets a service follow that would begin before its day', () => {
    const edited = edit(own, base, DATE, { services: [{ service: 'b', startTime: '10:30', endTime: '16:00' }] })
    const moved = {
      ...base,
      startTime: '14:00',
      endTime: '20:00',
      services: [line('a', '14:00', '15:00'), line('b', '15:00', '17:00')],
    }
    const { plan, after } = change(edited, moved, base)
    expect(time(at(after, DATE, 'b'))).toBe('15:00–17:00')
    expect(plan.edited).toEqual([
      {
        date: DATE,
        occurrence: at(after, DATE, 'b').id,
        field: 'startsAt',
        was: '2027-03-09T07:30:00.000Z',
        keeps: false,
        becomes: '2027-03-09T12:00:00.000Z',
      },
    ])
    expect(at(after, DATE, 'b').editedFields).toEqual([])
  })

  it('keeps of two edited ends the one that fits', () => {
    const edited = edit(own, base, DATE, { services: [{ service: 'b', startTime: '10:30', endTime: '15:30' }] })
    const moved = {
      ...base,
      startTime: '14:00',
      endTime: '20:00',
      services: [line('a', '14:00', '15:00'), line('b', '14:30', '17:00')],
    }
    const { plan, after } = change(edited, moved, base)
    expect(time(at(after, DATE, 'b'))).toBe('14:30–15:30')
    expect(said(plan.edited)).toEqual([
      [DATE, false, 'startsAt', false],
      [DATE, false, 'endsAt', true],
    ])
  })

  it('lets an end follow that would be after its day', () => {
    const edited = edit(own, base, DATE, { services: [{ service: 'a', startTime: '10:00', endTime: '11:45' }] })
    const shorter = { ...base, endTime: '11:00', services: [line('a', '10:00', '11:00')] }
    const { plan, after } = change(edited, shorter, base)
    expect(time(at(after, DATE, 'a'))).toBe('10:00–11:00')
    expect(said(plan.edited)).toEqual([[DATE, false, 'endsAt', false]])
  })

  it('keeps the day’s own start where its services fit, and gives it up where they don’t', () => {
    const edited = edit(own, base, DATE, { startTime: '10:00' })
    const later = { ...base, startTime: '09:30', services: [line('a', '10:00', '11:00'), line('b', '14:00', '16:00')] }
    expect(hours(on(change(edited, later, base).after, DATE))).toBe('10:00–18:00')
    const earlier = {
      ...base,
      startTime: '08:00',
      services: [line('a', '08:00', '09:00'), line('b', '14:00', '16:00')],
    }
    const { plan, after } = change(edited, earlier, base)
    expect(hours(on(after, DATE))).toBe('08:00–18:00')
    expect(plan.edited).toEqual([
      { date: DATE, occurrence: null, field: 'startTime', was: '10:00', keeps: false, becomes: '08:00' },
    ])
    expect(on(after, DATE).editedFields).toEqual([])
  })

  it('offers no new service that does not fit into a shortened day', () => {
    const edited = edit(own, base, DATE, { endTime: '16:00' })
    const more = { ...base, services: [...base.services, line('c', '16:30', '17:30')] }
    const { plan, after } = change(edited, more, base)
    expect(after.occurrences.filter(({ line: id, date }) => id === 'c' && date === DATE)).toEqual([])
    expect(at(after, '2027-03-16', 'c').capacity).toBe(5)
    expect(said(plan.edited)).toEqual([[DATE, true, 'endTime', true]])
  })

  it('gives up everything where it is to follow', () => {
    let edited = edit(own, base, DATE, { endTime: '17:00', capacity: 15 })
    edited = edit(edited, base, DATE, {
      services: [{ service: 'a', startTime: '12:00', endTime: '13:00', capacity: 4 }],
    })
    const kept = change(edited, base, base)
    expect(said(kept.plan.edited).map(([, , , keeps]) => keeps)).toEqual([true, true, true, true, true])
    const { plan, after } = change(edited, base, base, 'follow')
    expect(plan.edited.map(({ keeps }) => keeps)).toEqual([false, false, false, false, false])
    expect([hours(on(after, DATE)), on(after, DATE).capacity]).toEqual(['09:00–18:00', 20])
    expect([time(at(after, DATE, 'a')), at(after, DATE, 'a').capacity]).toEqual(['10:00–11:00', 5])
    expect([on(after, DATE).editedFields, at(after, DATE, 'a').editedFields]).toEqual([[], []])
  })

  it('lowers a service’s own capacity with the day’s', () => {
    const edited = edit(own, base, DATE, { services: [{ service: 'a', startTime: '10:00', capacity: 20 }] })
    const { plan, after } = change(edited, { ...base, capacity: 10 }, base)
    expect(at(after, DATE, 'a').capacity).toBe(5)
    expect(said(plan.edited)).toEqual([[DATE, false, 'capacity', false]])
  })
})

const clocks = (from: number, to: number) =>
  fc.integer({ min: from * 4, max: to * 4 }).map((quarter) => {
    const minute = (quarter * 15) % (24 * 60)
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  })
const sorted = (times: readonly [string, string]) => [...times].sort() as [string, string]

/** A day or a night, with two services inside of it. Zones with a change of clocks within the dates. */
const anySeries = fc
  .record({
    night: fc.boolean(),
    zone: fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'),
    parts: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 }),
    capacity: fc.integer({ min: 6, max: 30 }),
    capacities: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
    begins: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ night, zone, parts, capacity, capacities, begins }): Series => {
    const first = night ? 19 * 4 + (begins % 8) : begins
    const [start = 0, ...inner] = [...parts].sort((a, b) => a - b).map((part) => first + part)
    const time = (quarter: number) => {
      const minute = (quarter * 15) % (24 * 60)
      return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    }
    const [a = 0, b = 0, c = 0, d = 0, end = 0] = inner
    return {
      ...base,
      zone,
      place: zone,
      rrule: 'FREQ=DAILY;COUNT=30',
      startTime: time(start),
      endTime: time(end),
      endsNextDay: end >= 96 && start < 96,
      capacity,
      services: [line('a', time(a), time(b), capacities[0]), line('b', time(c), time(d), capacities[1])],
    }
  })

type Deed = { at: number; service: number; times: [string, string]; night: boolean; whole: boolean; capacity: number }
const anyDeed: fc.Arbitrary<Deed> = fc.record({
  at: fc.integer({ min: 0, max: 40 }),
  service: fc.integer({ min: 0, max: 1 }),
  times: fc.tuple(clocks(0, 23), clocks(0, 23)),
  night: fc.boolean(),
  whole: fc.boolean(),
  capacity: fc.integer({ min: 1, max: 12 }),
})

/** What the rules refuse is not done. */
const attempt = (current: Current, zone: string, plan: () => Plan): Current => {
  try {
    return applied(current, plan(), zone, newId)
  } catch (error) {
    if (error instanceof Refusal) return current
    throw error
  }
}

const byHand = (current: Current, series: Series, deed: Deed): Current => {
  const day = current.days[deed.at % current.days.length]
  if (!day) return current
  const [startTime, endTime] = deed.night ? deed.times : sorted(deed.times)
  if (deed.whole)
    return attempt(current, series.zone, () =>
      planDay({
        day,
        lines: series.services,
        current,
        input: { startTime, endTime, endsNextDay: endTime <= startTime, capacity: deed.capacity },
        now: NOW,
      }),
    )
  const own = current.occurrences.filter(({ eventDay }) => eventDay === day.id)
  const one = own[deed.service % (own.length || 1)]
  if (!one) return current
  const shift = (deed.capacity - 6) * 15 * 60_000
  return attempt(current, series.zone, () =>
    planOccurrence(
      one,
      {
        startsAt: new Date(one.startsAt.getTime() + (deed.night ? shift : 0)),
        endsAt: new Date(one.endsAt.getTime() + shift),
        capacity: deed.capacity,
      },
      day,
      current,
      NOW,
    ),
  )
}

const isInside = (one: Occurrence, day: Day): boolean =>
  one.startsAt >= day.startsAt && one.endsAt <= day.endsAt && one.startsAt < one.endsAt

const text = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

describe('any history of edits and changes', () => {
  it('keeps every service inside of its day, and every edit that fits; the preview says so', () => {
    fc.assert(
      fc.property(
        anySeries,
        fc.array(anyDeed, { maxLength: 8 }),
        anySeries,
        fc.constantFrom<EditPolicy>('keep', 'follow'),
        (first, deeds, second, policy) => {
          const before = deeds.reduce((current, deed) => byHand(current, first, deed), created(first))
          const people = before.occurrences
            .slice(0, 5)
            .map((one) => ({ id: newId(), visitor: newId(), occurrence: one.id, status: 'expected' as const }))
          let result: ReturnType<typeof change>
          try {
            result = change({ ...before, people }, second, first, policy)
          } catch (error) {
            // One of the people would have no place.
            expect((error as Refusal).code).toBe('CAPACITY_BELOW_PARTICIPANTS')
            return
          }
          const { plan, after } = result
          const impact = impactOf(plan, people)
          for (const one of after.occurrences.filter(({ status }) => status === 'scheduled')) {
            const day = after.days.find(({ id }) => id === one.eventDay)
            expect(day && isInside(one, day) && one.capacity <= day.capacity).toBe(true)
          }
          // Every edit is named once, and what is said of it comes true.
          const kept = before.days.filter(({ date }) => !plan.removed.includes(date))
          const rows = [
            ...kept,
            ...before.occurrences.filter(
              ({ date, line: id }) => ['a', 'b'].includes(id) && kept.some((day) => day.date === date),
            ),
          ]
          expect(impact.edited.length).toBe(rows.reduce((sum, { editedFields }) => sum + editedFields.length, 0))
          for (const { date, occurrence, field, was, keeps, becomes } of impact.edited) {
            const find = ({ days, occurrences }: Current) =>
              (occurrence === null
                ? days.find((one) => one.date === date)
                : occurrences.find(({ id }) => id === occurrence)) as unknown as Record<string, unknown>
            const [old, is] = [find(before), find(after)]
            expect([text(old[field]), text(is[field])]).toEqual([was, becomes])
            expect((is.editedFields as string[]).includes(field)).toBe(keeps)
            if (policy === 'follow') expect(keeps).toBe(false)
            if (keeps && first.zone === second.zone) expect(becomes).toBe(was)
            // A service gives up a time only if that time does not fit beside what it keeps.
            if (
              !keeps &&
              policy === 'keep' &&
              occurrence !== null &&
              field !== 'capacity' &&
              first.zone === second.zone
            ) {
              const day = after.days.find((one) => one.date === date) as Day
              expect(isInside({ ...(is as unknown as Occurrence), [field]: new Date(was) }, day)).toBe(false)
            }
          }
          // Nobody is lost, and whoever is somewhere or sometime else is named.
          const named = new Set(impact.participants.map(({ id }) => id))
          for (const person of people) {
            const [was, is] = [before, after].map(({ occurrences }) =>
              occurrences.find(({ id }) => id === person.occurrence),
            )
            const same =
              is?.status === 'scheduled' &&
              is.place === was?.place &&
              +is.startsAt === +was.startsAt &&
              +is.endsAt === +was.endsAt
            expect(named.has(person.id)).toBe(!same)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
