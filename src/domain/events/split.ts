import { invalid } from '@/domain/errors'
import { formatRule } from '@/domain/recurrence/formatRule'
import { parseRule } from '@/domain/recurrence/parseRule'
import { addDays } from '@/domain/time/calendar'
import { datesOf, type Series } from './series'

export type Split = {
  /** The series up to the day before. */
  before: Series
  /** The rest, as a series of its own, unchanged so far. */
  rest: Series
  /** The rest's lines have ids of their own: old to new. */
  lines: Map<string, string>
}

/** COUNT counts what the rule made so far, skipped dates included. */
const made = (series: Series, before: string): number =>
  datesOf({ ...series, skipDates: [] }, { to: addDays(before, -1) }).length

/** A recurring series ended before one of its dates, and the series that carries on from it. */
export const split = (series: Series, date: string, newId: () => string): Split => {
  if (series.rrule === null) throw invalid({ path: 'scope', message: 'fieldScope' })
  const rule = parseRule(series.rrule)
  const count = rule.count === null ? null : rule.count - made(series, date)
  const lines = new Map(series.services.map(({ id }) => [id, newId()]))
  return {
    before: {
      ...series,
      rrule: formatRule({ ...rule, count: null, until: addDays(date, -1) }),
      skipDates: series.skipDates.filter((skip) => skip.date < date),
    },
    rest: {
      ...series,
      date,
      rrule: formatRule({ ...rule, count }),
      skipDates: series.skipDates.filter((skip) => skip.date >= date),
      services: series.services.map((line) => ({ ...line, id: lines.get(line.id) ?? line.id })),
    },
    lines,
  }
}
