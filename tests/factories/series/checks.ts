import { rfcDates } from '@/domain/recurrence/testing/rfcModel'
import { parseRule } from '@/domain/recurrence/parseRule'
import { DateTime } from 'luxon'
import { changedRows, type DayRow, type EventRow, type OccurrenceRow, type Snapshot } from './snapshot'

/** What was decided by hand about single dates and has to stay so, whatever becomes of the series. */
export type Decided = {
  deletedDates: Set<string>
  deletedLines: Set<string>
  cancelledDays: Set<string>
  cancelledOccurrences: Set<string>
}

/** Two events of which one carries on the other are one series. */
export type Roots = ReadonlyMap<string, string>

const wall = (at: number, date: string, zone: string): string => {
  const local = DateTime.fromMillis(at, { zone })
  const days = Math.round(
    DateTime.fromISO(local.toISODate() ?? date, { zone: 'UTC' }).diff(DateTime.fromISO(date, { zone: 'UTC' }), 'days')
      .days,
  )
  return `${local.toFormat('HH:mm')}+${days}`
}

/** What is true of the stored rows at any moment. */
export const alwaysTrue = (now: number, after: Snapshot, decided: Decided): string[] => {
  const faults: string[] = []
  const seen = new Set<string>()
  const once = (key: string): void => void (seen.has(key) ? faults.push(`twice: ${key}`) : seen.add(key))
  for (const day of after.days.values()) {
    once(`${day.event} ${day.date}`)
    const event = after.events.get(day.event)
    const key = `${day.event} ${day.date}`
    if (decided.deletedDates.has(key)) faults.push(`a deleted date is back: ${key}`)
    if (day.status === 'scheduled' && decided.cancelledDays.has(day.id)) faults.push(`a cancelled date is back: ${key}`)
    if (day.status === 'scheduled' && day.startsAt > now && event?.skipDates.includes(day.date))
      faults.push(`a skipped date is there: ${key}`)
    const length = (day.endsAt - day.startsAt) / 3_600_000
    if (length <= 0 || length >= 25) faults.push(`${key} lasts ${length} hours`)
  }
  for (const one of after.occurrences.values()) {
    once(`${one.day} ${one.line}`)
    const day = after.days.get(one.day)
    if (!day || day.date !== one.date) faults.push(`occurrence ${one.id} is on another date than its day`)
    else if (one.status === 'scheduled' && (one.startsAt < day.startsAt || one.endsAt > day.endsAt))
      faults.push(`outside its day: ${JSON.stringify(one)} in ${JSON.stringify(day)}`)
    else if (one.status === 'scheduled' && day.status === 'cancelled')
      faults.push(`a service of a cancelled date: ${JSON.stringify(one)}`)
    if (one.status === 'scheduled' && decided.cancelledOccurrences.has(one.id))
      faults.push(`a cancelled service is back: ${JSON.stringify(one)}`)
    if (decided.deletedLines.has(`${one.day} ${one.line}`)) faults.push(`a deleted service is back: ${one.date}`)
  }
  for (const event of after.events.values()) faults.push(...datesAsPlanned(now, event, after, decided))
  return faults
}

/** The dates are those of the rule, as a plain reading of RFC 5545 has them. */
const datesAsPlanned = (now: number, event: EventRow, { days }: Snapshot, { deletedDates }: Decided): string[] => {
  if (event.rrule === null) return []
  const soon = DateTime.fromMillis(now, { zone: event.zone }).plus({ days: 1 }).toISODate() ?? ''
  const wanted = rfcDates(parseRule(event.rrule), event.date, event.expandedUntil).filter(
    (date) => date > soon && !event.skipDates.includes(date) && !deletedDates.has(`${event.id} ${date}`),
  )
  const own = [...days.values()].filter((day) => day.event === event.id && day.date > soon)
  const there = new Set(own.filter(({ status, skipped }) => status === 'scheduled' || !skipped).map(({ date }) => date))
  const scheduled = own.filter(({ status }) => status === 'scheduled').map(({ date }) => date)
  return [
    ...wanted.filter((date) => !there.has(date)).map((date) => `${date} is missing of ${event.rrule}`),
    ...scheduled.filter((date) => !wanted.includes(date)).map((date) => `${date} is too much of ${event.rrule}`),
  ]
}

/** Ids keep their meaning: a date stays that date, a booking that booking; nothing that has begun is touched. */
export const kept = (
  before: Snapshot,
  after: Snapshot,
  { now, series, roots }: { now: number; series: boolean; roots: Roots },
): string[] => {
  const faults: string[] = []
  for (const [id, was] of before.days) {
    const is = after.days.get(id)
    if (is && (is.date !== was.date || roots.get(is.event) !== roots.get(was.event)))
      faults.push(`day ${id} has become another`)
  }
  for (const [id, was] of before.occurrences) {
    const is = after.occurrences.get(id)
    if (is && (is.date !== was.date || is.day !== was.day || is.service !== was.service))
      faults.push(`occurrence ${id} has become another: ${JSON.stringify(was)} -> ${JSON.stringify(is)}`)
  }
  for (const [id, was] of before.people) {
    const is = after.people.get(id)
    // Who deletes a service on one date by hand deletes its cancelled bookings with it.
    if (!is && !series && was.status === 'cancelled' && !after.occurrences.has(was.occurrence)) continue
    if (!is || is.occurrence !== was.occurrence || is.visitor !== was.visitor)
      faults.push(`booking ${id} has become another`)
  }
  if (!series) return faults
  const begun = (day: DayRow | undefined): boolean => day !== undefined && day.startsAt <= now
  const past = (one: OccurrenceRow): boolean => begun(before.days.get(one.day))
  return [
    ...faults,
    ...changedRows(before.days, after.days, (day) => begun(before.days.get(day.id))),
    ...changedRows(before.occurrences, after.occurrences, past),
    ...changedRows(before.people, after.people, ({ occurrence }) => {
      const one = before.occurrences.get(occurrence)
      return one !== undefined && past(one)
    }),
  ]
}

/** Who was booked and is not any more, or the other way round. */
export const changedPeople = (before: Snapshot, after: Snapshot) => {
  const active = (status: string | undefined): boolean => status !== undefined && status !== 'cancelled'
  const ids = [...new Set([...before.people.keys(), ...after.people.keys()])]
  const state = (id: string) => [active(before.people.get(id)?.status), active(after.people.get(id)?.status)] as const
  return {
    gone: ids.filter((id) => state(id)[0] && !state(id)[1]),
    come: ids.filter((id) => !state(id)[0] && state(id)[1]),
  }
}

/** What was not edited by hand is as the series has it, on every date of an event that has not begun. */
export const followsSeries = (now: number, event: EventRow, { days, occurrences }: Snapshot): string[] => {
  const faults: string[] = []
  for (const day of days.values()) {
    if (day.event !== event.id || day.status !== 'scheduled' || day.startsAt <= now) continue
    const free = (field: string): boolean => !day.editedFields.includes(field)
    if (free('startTime') && day.startTime !== event.startTime) faults.push(`${day.date} starts at ${day.startTime}`)
    if (free('endTime') && (day.endTime !== event.endTime || day.endsNextDay !== event.endsNextDay))
      faults.push(`${day.date} ends at ${day.endTime}`)
    if (free('capacity') && day.capacity !== event.capacity) faults.push(`${day.date} has ${day.capacity} places`)
    if (day.place !== event.place) faults.push(`${day.date} is elsewhere`)
    const own = [...occurrences.values()].filter((one) => one.day === day.id)
    for (const one of own.filter(({ status }) => status === 'scheduled')) {
      const line = event.lines.find(({ id }) => id === one.line)
      if (!line) {
        faults.push(`${day.date} has a service that the series has not`)
        continue
      }
      const nextDay = (time: string): string => `${time}+${event.endsNextDay && time < event.startTime ? 1 : 0}`
      const [from, to] = [wall(one.startsAt, day.date, event.zone), wall(one.endsAt, day.date, event.zone)]
      const mine = (field: string): boolean => one.editedFields.includes(field)
      if (!mine('startsAt') && from !== nextDay(line.startTime)) faults.push(`${day.date} ${from} is not the line's`)
      if (!mine('endsAt') && to !== nextDay(line.endTime)) faults.push(`${day.date} –${to} is not the line's`)
      if (!mine('capacity') && one.capacity !== Math.min(line.capacity, day.capacity))
        faults.push(`${day.date} a service has ${one.capacity} places`)
    }
  }
  return faults
}

export { wall }
