import { Refusal } from '@/domain/errors'
import { localInstant } from '@/domain/time/zone'
import { intervalOn, wallTime } from './hours'
import { type NewOccurrence, occurrenceOf } from './materialise'
import type { Current, Day, Occurrence } from './plan'
import type { Line, Series } from './series'

export type DayOutcome = {
  kept: { before: Occurrence; after: Occurrence }[]
  added: NewOccurrence[]
  gone: Occurrence[]
}

const isByHand = ({ status, skipped }: { status: string; skipped: boolean }): boolean =>
  status === 'cancelled' && !skipped

/** A time set by hand is local time, so it stays the same when the zone changes. */
const byHand = (instant: Date, date: string, from: string, to: string): Date =>
  from === to ? instant : localInstant(date, wallTime(instant, from), to)

/**
 * Takes each field as edited by hand, or else from the series. If start and end no longer fit, both keep the old
 * values.
 */
const merge = (occurrence: Occurrence, line: Line, series: Series, before: Day, after: Day): Occurrence => {
  const planned = intervalOn(occurrence.date, line, series.zone)
  const edited = new Set(occurrence.editedFields)
  const own = {
    startsAt: byHand(occurrence.startsAt, occurrence.date, before.zone, after.zone),
    endsAt: byHand(occurrence.endsAt, occurrence.date, before.zone, after.zone),
  }
  const startsAt = edited.has('startsAt') ? own.startsAt : planned.startsAt
  const endsAt = edited.has('endsAt') ? own.endsAt : planned.endsAt
  const capacity = edited.has('capacity') ? occurrence.capacity : Math.min(line.capacity, after.capacity)
  if (capacity > after.capacity) {
    throw new Refusal('CAPACITY_ABOVE_EVENT', {
      occurrence: occurrence.id,
      date: occurrence.date,
      capacity,
      eventCapacity: after.capacity,
    })
  }
  return {
    ...occurrence,
    ...(endsAt > startsAt ? { startsAt, endsAt } : own),
    capacity,
    place: after.place,
    service: line.service,
    status: 'scheduled',
    skipped: false,
  }
}

/** A line that doesn't fit into the hours set by hand for that date is not offered on it. */
const fits = (line: Line, day: Day): boolean =>
  day.editedFields.length === 0 || (line.startTime >= day.startTime && line.endTime <= day.endTime)

/** Plans the services of a date that stays. */
export const planOccurrences = (
  event: string,
  series: Series,
  before: Day,
  after: Day,
  { occurrences, removed }: Current,
): DayOutcome => {
  const own = occurrences.filter(({ eventDay }) => eventDay === before.id)
  const byLine = new Map(own.map((occurrence) => [occurrence.line, occurrence]))
  const gone = new Set(removed.filter(({ date }) => date === before.date).map(({ line }) => line))
  const kept: DayOutcome['kept'] = []
  const added: NewOccurrence[] = []
  for (const line of series.services) {
    const occurrence = byLine.get(line.id)
    byLine.delete(line.id)
    if (occurrence && isByHand(occurrence)) continue
    if (occurrence) kept.push({ before: occurrence, after: merge(occurrence, line, series, before, after) })
    else if (!gone.has(line.id) && fits(line, after)) added.push(occurrenceOf(event, series, line, after))
  }
  return { kept, added, gone: [...byLine.values()] }
}
