import { invalid } from '@/domain/errors'
import { formatRule } from '@/domain/recurrence/formatRule'
import { parseRule } from '@/domain/recurrence/parseRule'
import { addDays } from '@/domain/time/calendar'
import { datesOf, type Series } from './series'

export type Split = {
  /** The series until the day before the split. */
  before: Series
  /** The rest as a series of its own, not changed yet. */
  rest: Series
  /** Old to new ids of the lines, because the rest gets ids of its own. */
  lines: Map<string, string>
}

/** How much of COUNT is used up. Skipped dates count too. */
const made = (series: Series, before: string): number =>
  datesOf({ ...series, skipDates: [] }, { to: addDays(before, -1) }).length

/** Ends a recurring series before one of its dates, and creates a series that continues from that date. */
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
