import { type FieldError, invalid, Refusal } from '@/domain/errors'
import { matches } from '@/domain/recurrence/expand'
import { nearestMatch } from '@/domain/recurrence/nearestMatch'
import { parseRule } from '@/domain/recurrence/parseRule'
import { type DayHours, isLastingHours, type Span, spanOf, spanWithin } from './hours'
import type { Line, Series } from './series'

/** The end comes after the start, on the next day only if the event says so, and less than 24 hours later. */
export const checkHours = (hours: DayHours): FieldError[] => {
  if (isLastingHours(spanOf(hours))) return []
  return [{ path: 'endTime', message: hours.endsNextDay ? 'fieldLongerThanDay' : 'fieldEndBeforeStart' }]
}

/** A service has to lie within the hours of its event. */
export const checkInside = (line: Span, event: Span, path: string): FieldError[] => {
  const errors = line.end > line.start ? [] : [{ path: `${path}endTime`, message: 'fieldEndBeforeStart' }]
  if (line.start < event.start || line.start >= event.end)
    errors.push({ path: `${path}startTime`, message: 'fieldOutsideEvent' })
  else if (line.end > event.end) errors.push({ path: `${path}endTime`, message: 'fieldOutsideEvent' })
  return errors
}

const checkLines = (series: Series): FieldError[] => {
  const seen = new Set<string>()
  return series.services.flatMap((line, index) => {
    const path = `services.${index}.`
    const errors = checkInside(spanWithin(line, series), spanOf(series), path)
    const name = `${line.service} ${line.startTime}`
    if (seen.has(name)) errors.push({ path: `${path}service`, message: 'fieldServiceOnce' })
    seen.add(name)
    return errors
  })
}

export const checkCapacities = (lines: readonly Line[], capacity: number): void => {
  const index = lines.findIndex((line) => line.capacity > capacity)
  const above = lines[index]
  if (above) {
    throw new Refusal('CAPACITY_ABOVE_EVENT', {
      path: `services.${index}.capacity`,
      line: above.id,
      service: above.service,
      capacity: above.capacity,
      eventCapacity: capacity,
    })
  }
}

/** Checks a planned event: first all field errors together, then the rules that have codes of their own. */
export const checkSeries = (series: Series): void => {
  const hours = checkHours(series)
  const errors = hours.length > 0 ? hours : checkLines(series)
  if (errors.length > 0) throw invalid(...errors)
  if (series.rrule !== null) {
    const rule = parseRule(series.rrule)
    if (!matches(rule, series.date))
      throw new Refusal('RECURRENCE_DATE_MISMATCH', { path: 'date', nearest: nearestMatch(rule, series.date) })
  }
  checkCapacities(series.services, series.capacity)
}
