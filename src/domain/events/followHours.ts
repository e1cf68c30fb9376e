import { DAY, type DayHours, type Hours, isLastingHours, type Span, spanOf, spanWithin, timeOf } from './hours'

/** Within these hours; null if nothing is left of it. */
const clipped = ({ start, end }: Span, hours: Span): Span | null => {
  const inside = { start: Math.max(start, hours.start), end: Math.min(end, hours.end) }
  return inside.start < inside.end ? inside : null
}

/**
 * A service moved along with the hours around it: as far as their start has moved, and what began or ended with them
 * still does. What would stick out is cut off; what would be outside altogether takes the whole hours.
 */
const followed = (line: Hours, from: DayHours, to: DayHours): Hours => {
  const [before, after, span] = [spanOf(from), spanOf(to), spanWithin(line, from)]
  const by = after.start - before.start
  const moved = {
    start: span.start === before.start ? after.start : span.start + by,
    end: span.end === before.end ? after.end : span.end + by,
  }
  const { start, end } = clipped(moved, after) ?? after
  return { startTime: timeOf(start % DAY), endTime: timeOf(end % DAY) }
}

/** How the services move along when the hours of their event or date change. null: none of them has to. */
export const followHours = (lines: readonly Hours[], from: DayHours, to: DayHours): Hours[] | null => {
  if (!isLastingHours(spanOf(from)) || !isLastingHours(spanOf(to))) return null
  const moved = lines.map((line) => followed(line, from, to))
  const same = moved.every(({ startTime, endTime }, index) => {
    const line = lines[index]
    return line?.startTime === startTime && line.endTime === endTime
  })
  return same ? null : moved
}

/**
 * The hours a new service begins with: those of the event, or what is left of them after the service before it, as
 * long as that one was.
 */
export const hoursOfNext = (last: Hours | null, event: DayHours): Hours => {
  const { startTime, endTime } = event
  if (!last || !isLastingHours(spanOf(event))) return { startTime, endTime }
  const [before, whole] = [spanWithin(last, event), spanOf(event)]
  const next = clipped({ start: before.end, end: 2 * before.end - before.start }, whole)
  return next && before.start < before.end
    ? { startTime: timeOf(next.start % DAY), endTime: timeOf(next.end % DAY) }
    : { startTime, endTime }
}
