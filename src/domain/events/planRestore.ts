import { Refusal } from '@/domain/errors'
import { occurrenceKeeping } from './keepEdits'
import { noLargerThanDay } from './noLargerThanDay'
import { type Current, type Day, emptyPlan, type Occurrence, type Plan } from './plan'
import { datesOf, type Series } from './series'
import { settleDay } from './settleDay'

type OneDate = { series: Series; day: Day; current: Current; now: Date }

const scheduled = <Row extends Day | Occurrence>(row: Row): Row => ({ ...row, status: 'scheduled', skipped: false })

/** A date that is put back is no longer one the series leaves out. */
export const withoutSkip = <Any extends Pick<Series, 'skipDates'>>(series: Any, date: string): Any => ({
  ...series,
  skipDates: series.skipDates.filter((skip) => skip.date !== date),
})

/**
 * What had begun when it was called off comes back as it was, as far as it still lasts; it no longer follows the
 * series. A service that has no place in the hours of its date stays cancelled.
 */
const asItWas = (day: Day, occurrences: readonly Occurrence[], now: Date): Occurrence[] =>
  occurrences
    .filter(({ startsAt, endsAt }) => endsAt > now && startsAt >= day.startsAt && endsAt <= day.endsAt)
    .map((occurrence) => ({ ...scheduled(occurrence), capacity: Math.min(occurrence.capacity, day.capacity) }))

type DayRestore = OneDate & {
  event: string
  /** Services of the date that were cancelled with it. What somebody had cancelled before stays so. */
  together: ReadonlySet<string>
}

/**
 * Puts a cancelled date back as the series has it today: hours, services and capacities may have changed since. What
 * was edited by hand on the date keeps its edit where it still fits.
 */
export const planDayRestore = ({ event, series, day, current, together, now }: DayRestore): Plan => {
  const plan = emptyPlan()
  plan.added.push(day.date)
  if (day.startsAt <= now) {
    plan.days.push(scheduled(day))
    plan.occurrences.push(
      ...asItWas(
        day,
        current.occurrences.filter(({ id }) => together.has(id)),
        now,
      ),
    )
    return plan
  }
  if (datesOf(series, { from: day.date, to: day.date }).length === 0)
    throw new Refusal('NO_LONGER_PLANNED', { date: day.date })
  const leftOut = current.occurrences.map((one) => (together.has(one.id) ? { ...one, skipped: true } : one))
  const settled = settleDay({
    event,
    series,
    day: { ...day, skipped: true },
    current: { ...current, occurrences: leftOut },
    policy: 'keep',
  })
  plan.days.push(settled.after)
  plan.occurrences.push(...settled.kept.map(({ after }) => after))
  plan.newOccurrences.push(...settled.added)
  plan.edited.push(...settled.edited)
  plan.leftOut.push(...settled.leftOut)
  const back = new Set(settled.kept.map(({ before }) => before.id))
  plan.occurrences.push(
    ...noLargerThanDay(
      current.occurrences.filter(({ id }) => !back.has(id)),
      settled.after,
    ),
  )
  return plan
}

/** Puts one service of a date back, within the hours and the capacity that this date has. */
export const planOccurrenceRestore = (occurrence: Occurrence, { series, day, now }: OneDate): Plan => {
  const plan = emptyPlan()
  const line = series.services.find(({ id }) => id === occurrence.line)
  const [restored] =
    day.startsAt <= now
      ? asItWas(day, [occurrence], now)
      : line
        ? [occurrenceKeeping(occurrence, { line, series, before: day, after: day }, 'keep')?.row]
        : []
  if (!restored) throw new Refusal('NO_LONGER_PLANNED', { occurrence: occurrence.id, date: occurrence.date })
  plan.occurrences.push(restored)
  return plan
}
