import { type FieldError, invalid, Refusal } from '@/domain/errors'
import { checkHours, checkInside } from './checkSeries'
import { instantOf, intervalOn, minuteAt, minuteWithin, spanOf, wallTime } from './hours'
import type { EventInput, LineInput } from './input'
import {
  type Current,
  type Day,
  type DayField,
  emptyPlan,
  isMoved,
  moveOf,
  type Occurrence,
  type OccurrenceField,
  type Plan,
} from './plan'
import { noLargerThanDay } from './noLargerThanDay'
import { refuseBelowPeople } from './refuseBelowPeople'
import type { Line } from './series'

type Change = { day: Day; lines: readonly Line[]; current: Current; input: EventInput; now: Date }
type Pair = { before: Occurrence; after: Occurrence }

const EDITABLE = ['startTime', 'endTime', 'endsNextDay', 'capacity', 'services']

const withEdits = <Field extends string>(known: readonly Field[], changes: [Field, boolean][]): Field[] => [
  ...new Set([...known, ...changes.filter(([, changed]) => changed).map(([field]) => field)]),
]

const changeDay = (day: Day, input: EventInput): Day => {
  const { startTime = day.startTime, endTime = day.endTime, capacity = day.capacity } = input
  const endsNextDay = input.endsNextDay ?? day.endsNextDay
  const endsElsewhere = endTime !== day.endTime || endsNextDay !== day.endsNextDay
  const hours = { startTime, endTime, endsNextDay }
  const interval =
    startTime === day.startTime && !endsElsewhere
      ? { startsAt: day.startsAt, endsAt: day.endsAt }
      : intervalOn(day.date, hours, day.zone)
  const changes: [DayField, boolean][] = [
    ['startTime', startTime !== day.startTime],
    ['endTime', endsElsewhere],
    ['capacity', capacity !== day.capacity],
  ]
  return { ...day, ...hours, ...interval, capacity, editedFields: withEdits(day.editedFields, changes) }
}

/** Finds the service of the date by id, by service and start time, or by service if it occurs only once. */
const find = (sent: LineInput, { day, lines }: Change, own: readonly Occurrence[]): Occurrence | undefined => {
  const starts = ({ line, startsAt }: Occurrence): (string | undefined)[] => [
    wallTime(startsAt, day.zone),
    lines.find(({ id }) => id === line)?.startTime,
  ]
  const same = own.filter(({ service }) => service === sent.service)
  return (
    same.find(({ line }) => line === sent.id) ??
    same.find((one) => starts(one).includes(sent.startTime)) ??
    (same.length === 1 ? same[0] : undefined)
  )
}

const changeOccurrence = (before: Occurrence, sent: LineInput, { zone, ...hours }: Day): Occurrence => {
  const at = (time: string): Date => instantOf(before.date, minuteWithin(time, hours), zone)
  // Six in the morning is another morning, once a night is a day.
  const stays = (time: string, instant: Date): boolean =>
    time === wallTime(instant, zone) && minuteWithin(time, hours) === minuteAt(instant, before.date, zone)
  const startsAt = stays(sent.startTime, before.startsAt) ? before.startsAt : at(sent.startTime)
  const endsAt = !sent.endTime || stays(sent.endTime, before.endsAt) ? before.endsAt : at(sent.endTime)
  const capacity = sent.capacity ?? before.capacity
  const changes: [OccurrenceField, boolean][] = [
    ['startsAt', startsAt.getTime() !== before.startsAt.getTime()],
    ['endsAt', endsAt.getTime() !== before.endsAt.getTime()],
    ['capacity', capacity !== before.capacity],
  ]
  return { ...before, startsAt, endsAt, capacity, editedFields: withEdits(before.editedFields, changes) }
}

const changeOccurrences = (change: Change, after: Day, own: readonly Occurrence[], errors: FieldError[]): Pair[] => {
  const left = new Set(own)
  const pairs = (change.input.services ?? []).flatMap((sent, index): Pair[] => {
    const before = find(sent, change, [...left])
    if (!before) {
      // The form still shows the series' line of a service that was removed from this date.
      if (!change.lines.some(({ id }) => id === sent.id))
        errors.push({ path: `services.${index}`, message: 'fieldScope' })
      return []
    }
    left.delete(before)
    const line = change.lines.find(({ id }) => id === before.line)
    const { value, unit } = sent.bookingWindow ?? {}
    if ((value && value !== line?.bookingWindow.value) || (unit && unit !== line?.bookingWindow.unit))
      errors.push({ path: `services.${index}.bookingWindow`, message: 'fieldScope' })
    return [{ before, after: changeOccurrence(before, sent, after) }]
  })
  return [...pairs, ...[...left].map((before) => ({ before, after: before }))]
}

/** Plans an edit of one date. Only hours, capacity and the services' times and capacities can differ on one date. */
export const planDay = (change: Change): Plan => {
  const { day, current, input, now } = change
  const errors: FieldError[] = Object.keys(input)
    .filter((name) => !EDITABLE.includes(name))
    .map((path) => ({ path, message: 'fieldScope' }))
  const after = changeDay(day, input)
  const own = current.occurrences.filter(({ eventDay, status }) => eventDay === day.id && status === 'scheduled')
  const pairs = changeOccurrences(change, after, own, errors)
  errors.push(...checkHours(after))
  pairs.forEach(({ before, after: next }) => {
    const index = input.services?.findIndex((sent) => find(sent, change, [before]) === before) ?? -1
    const at = (instant: Date): number => minuteAt(instant, day.date, day.zone)
    if (isMoved(before, next) || isMoved(day, after)) {
      const span = { start: at(next.startsAt), end: at(next.endsAt) }
      errors.push(...checkInside(span, spanOf(after), index < 0 ? '' : `services.${index}.`))
    }
  })
  const moved = [{ before: day, after }, ...pairs].filter((pair) => isMoved(pair.before, pair.after))
  if (moved.length > 0 && day.startsAt <= now) errors.push({ path: 'date', message: 'fieldBegun' })
  if (errors.length > 0) throw invalid(...errors)
  const above = pairs.find(({ after: next }) => next.capacity > after.capacity)?.after
  if (above)
    throw new Refusal('CAPACITY_ABOVE_EVENT', {
      occurrence: above.id,
      date: day.date,
      capacity: above.capacity,
      eventCapacity: after.capacity,
    })

  const plan = emptyPlan()
  if (after.editedFields.length > day.editedFields.length || isMoved(day, after) || after.capacity !== day.capacity)
    plan.days.push(after)
  plan.occurrences.push(
    ...pairs
      .filter(({ before, after: next }) => isMoved(before, next) || before.capacity !== next.capacity)
      .map(({ after: next }) => next),
  )
  const onDay = current.occurrences.filter(({ eventDay }) => eventDay === day.id)
  plan.occurrences.push(...noLargerThanDay(onDay, after))
  plan.movedOccurrences.push(
    ...pairs
      .filter((pair) => isMoved(pair.before, pair.after))
      .map(({ before, after: next }) => ({ id: before.id, ...moveOf(before, next) })),
  )
  if (moved[0]) plan.moved.push({ date: day.date, ...moveOf(moved[0].before, moved[0].after) })
  refuseBelowPeople(plan, current)
  return plan
}
