import { instantOf, type Interval, intervalOf, intervalOn, isInside, isLastingHours, minuteAt } from './hours'
import { spanOf, spanWithin } from './hours'
import { timeOfLine } from './materialise'
import type { Day, DayField, EditPolicy, HandEdit, Occurrence, OccurrenceField } from './plan'
import type { Line, Series } from './series'

/** A row after the change, and the edits by hand that it keeps. */
export type Kept<Row, Field> = { row: Row; keeps: ReadonlySet<Field> }

/** The larger part of the edits first, so that the first one that fits keeps the most. */
const partsOf = <Field>(edits: readonly Field[]): Field[][] =>
  edits
    .reduce<Field[][]>((parts, field) => [...parts, ...parts.map((part) => [...part, field])], [[]])
    .sort((a, b) => b.length - a.length)

const isTime = (field: DayField | OccurrenceField): boolean => field !== 'capacity'

const withKept = <Row extends { editedFields: readonly Field[] }, Field>(
  row: Row,
  keeps: ReadonlySet<Field>,
): Kept<Row, Field> => ({ row: { ...row, editedFields: row.editedFields.filter((field) => keeps.has(field)) }, keeps })

/** Every way in which a date can keep its edits of the hours, those that keep the most first. The last keeps none. */
export const daysKeeping = (day: Day, series: Series, policy: EditPolicy): Kept<Day, DayField>[] => {
  const edits = policy === 'keep' ? day.editedFields : []
  const capacity = edits.includes('capacity')
  return partsOf(edits.filter(isTime)).flatMap((part) => {
    const keeps = new Set<DayField>(capacity ? [...part, 'capacity'] : part)
    const { endTime, endsNextDay } = keeps.has('endTime') ? day : series
    const hours = { startTime: keeps.has('startTime') ? day.startTime : series.startTime, endTime, endsNextDay }
    if (!isLastingHours(spanOf(hours))) return []
    const row: Day = {
      ...day,
      ...hours,
      ...intervalOn(day.date, hours, series.zone),
      capacity: capacity ? day.capacity : series.capacity,
      place: series.place,
      zone: series.zone,
      status: 'scheduled',
      skipped: false,
    }
    return [withKept(row, keeps)]
  })
}

/** A time set by hand is local time, so it stays the same when the zone changes. */
const byHand = (instant: Date, date: string, from: string, to: string): Date =>
  from === to ? instant : instantOf(date, minuteAt(instant, date, from), to)

/** A service of the series fits into the hours that one date has. */
export const fitsDay = (series: Series, line: Line, day: Day): boolean =>
  isInside(spanWithin(line, series), spanOf(day))

const timeKeeping = (
  occurrence: Occurrence,
  part: readonly OccurrenceField[],
  { line, series, before, after }: Moving,
): Interval | null => {
  if (part.length === 0) return fitsDay(series, line, after) ? timeOfLine(series, line, after) : null
  const planned = intervalOf(occurrence.date, spanWithin(line, series), series.zone)
  const of = (field: 'startsAt' | 'endsAt'): Date =>
    part.includes(field) ? byHand(occurrence[field], occurrence.date, before.zone, after.zone) : planned[field]
  const own = { startsAt: of('startsAt'), endsAt: of('endsAt') }
  return own.startsAt < own.endsAt && own.startsAt >= after.startsAt && own.endsAt <= after.endsAt ? own : null
}

type Moving = { line: Line; series: Series; before: Day; after: Day }

/** A service of a date that keeps as many of its edits as fit into the date; null if it fits in no way. */
export const occurrenceKeeping = (
  occurrence: Occurrence,
  moving: Moving,
  policy: EditPolicy,
): Kept<Occurrence, OccurrenceField> | null => {
  const { line, after } = moving
  const edits = policy === 'keep' ? occurrence.editedFields : []
  const ownCapacity = edits.includes('capacity') && occurrence.capacity <= after.capacity
  for (const part of partsOf(edits.filter(isTime))) {
    const time = timeKeeping(occurrence, part, moving)
    if (!time) continue
    const keeps = new Set<OccurrenceField>(ownCapacity ? [...part, 'capacity'] : part)
    const capacity = ownCapacity ? occurrence.capacity : Math.min(line.capacity, after.capacity)
    const row: Occurrence = {
      ...occurrence,
      ...time,
      capacity,
      place: after.place,
      service: line.service,
      status: 'scheduled',
      skipped: false,
    }
    return withKept(row, keeps)
  }
  return null
}

const text = (value: string | number | Date): string | number => (value instanceof Date ? value.toISOString() : value)

/** The edits of a row, each with what becomes of it. */
export const editsOf = <Field extends DayField | OccurrenceField>(
  before: { date: string; editedFields: readonly Field[] } & Record<Field, string | number | Date>,
  { row, keeps }: Kept<Record<Field, string | number | Date>, Field>,
  occurrence: string | null,
): HandEdit[] =>
  before.editedFields.map((field) => ({
    date: before.date,
    occurrence,
    field,
    was: text(before[field]),
    keeps: keeps.has(field),
    becomes: text(row[field]),
  }))
