import { daysKeeping, editsOf, fitsDay, type Kept, occurrenceKeeping } from './keepEdits'
import { type NewOccurrence, occurrenceOf } from './materialise'
import type { Current, Day, DayField, EditPolicy, HandEdit, LeftOut, Occurrence, OccurrenceField } from './plan'
import type { Line, Series } from './series'

export type SettledDay = {
  after: Day
  kept: { before: Occurrence; after: Occurrence }[]
  added: NewOccurrence[]
  gone: Occurrence[]
  edited: HandEdit[]
  leftOut: LeftOut[]
}

type Settling = { event: string; series: Series; day: Day; current: Current; policy: EditPolicy }
type Service = { line: Line; before: Occurrence }
type Choice = {
  day: Kept<Day, DayField>
  services: { before: Occurrence; kept: Kept<Occurrence, OccurrenceField> }[]
}

const isByHand = ({ status, skipped }: Occurrence): boolean => status === 'cancelled' && !skipped

const sizeOf = ({ day, services }: Choice): number =>
  day.keeps.size + services.reduce((sum, { kept }) => sum + kept.keeps.size, 0)

/** What is kept of the edits, if the date keeps these. null: a service would be outside of its hours. */
const choiceWith = (day: Kept<Day, DayField>, services: readonly Service[], settling: Settling): Choice | null => {
  const { series, day: before, policy } = settling
  const all = services.flatMap(({ line, before: occurrence }) => {
    const kept = occurrenceKeeping(occurrence, { line, series, before, after: day.row }, policy)
    return kept ? [{ before: occurrence, kept }] : []
  })
  return all.length === services.length ? { day, services: all } : null
}

/**
 * A date that stays in its series: each edit by hand is kept where it still fits, and follows the series otherwise. Of
 * all that fits, what keeps the most edits is taken. Without any edit everything fits, as the series itself does.
 */
export const settleDay = (settling: Settling): SettledDay => {
  const { event, series, day, current, policy } = settling
  const own = current.occurrences.filter(({ eventDay }) => eventDay === day.id)
  const byLine = new Map(own.map((occurrence) => [occurrence.line, occurrence]))
  const removed = new Set(current.removed.filter(({ date }) => date === day.date).map(({ line }) => line))
  const services: Service[] = []
  const missing: Line[] = []
  for (const line of series.services) {
    const before = byLine.get(line.id)
    byLine.delete(line.id)
    if (before && !isByHand(before)) services.push({ line, before })
    else if (!before && !removed.has(line.id)) missing.push(line)
  }
  const [choice] = daysKeeping(day, series, policy)
    .flatMap((one) => choiceWith(one, services, settling) ?? [])
    .sort((a, b) => sizeOf(b) - sizeOf(a))
  if (!choice) throw new Error('A series has to fit into its own hours')
  const after = choice.day.row
  const fitting = missing.filter((line) => fitsDay(series, line, after))
  return {
    after,
    kept: choice.services.map(({ before, kept }) => ({ before, after: kept.row })),
    // What does not fit into the hours that somebody gave to this date is not offered on it, and the preview says so.
    added: fitting.map((line) => occurrenceOf(event, series, line, after)),
    leftOut: missing
      .filter((line) => !fitting.includes(line))
      .map(({ service, startTime, endTime }) => ({ date: day.date, service, startTime, endTime })),
    gone: [...byLine.values()],
    edited: [
      ...editsOf(day, choice.day, null),
      ...choice.services.flatMap(({ before, kept }) => editsOf(before, kept, before.id)),
    ],
  }
}
