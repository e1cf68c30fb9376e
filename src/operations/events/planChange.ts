import { randomUUID } from 'node:crypto'
import { readCurrent, type Which } from '@/db/event-plan'
import type { StoredEvent } from '@/db/events'
import type { Db } from '@/db/sql'
import { invalid } from '@/domain/errors'
import { asOnDay } from '@/domain/events/asOnDay'
import { dateAhead } from '@/domain/events/dateAhead'
import { furthest, horizonOf } from '@/domain/events/horizon'
import type { EditScope, EventInput } from '@/domain/events/input'
import type { Current, EditPolicy, Plan } from '@/domain/events/plan'
import { planDay } from '@/domain/events/planDay'
import { planSeries } from '@/domain/events/planSeries'
import { datesOf, type Series } from '@/domain/events/series'
import { split, type Split } from '@/domain/events/split'
import { withoutEchoes } from '@/domain/events/withoutEchoes'
import { localDate } from '@/domain/time/zone'
import { compose } from './compose'

export type Change = {
  input: EventInput
  scope: EditScope
  date: string | null
  /** What to do with edits made by hand. */
  policy: EditPolicy
  /** The whole event was sent, as its form does, and not only what is to change. */
  whole?: boolean
  now: Date
}

export type Planned = {
  plan: Plan
  current: Current
  /** The series to store: of the event, or of the new event after a split. null: only one date changes. */
  series: Series | null
  until: string
  split: (Split & { event: string }) | null
}

/** The dates a change may affect, which have to be locked for it. */
export const datesOfChange = (event: StoredEvent, { scope, date, now }: Change): Which => {
  if (scope === 'all') return { event: event.id, after: now }
  if (date === null) throw invalid({ path: 'date', message: 'fieldRequired' })
  return scope === 'day' ? { event: event.id, after: null, only: date } : { event: event.id, after: now, from: date }
}

/** A split at the first date leaves nothing before it, so it counts as a change of the whole series. */
const isWhole = (event: StoredEvent, { scope, date }: Change): boolean =>
  scope === 'all' || (scope === 'following' && date !== null && date <= event.date)

const relabel = (current: Current, lines: ReadonlyMap<string, string>, date: string): Current => ({
  ...current,
  occurrences: current.occurrences.map((occurrence) => ({
    ...occurrence,
    line: lines.get(occurrence.line) ?? occurrence.line,
  })),
  removed: current.removed
    .filter((removed) => removed.date >= date)
    .map((removed) => ({ ...removed, line: removed.line === null ? null : (lines.get(removed.line) ?? removed.line) })),
})

const relabelInput = (input: EventInput, lines: ReadonlyMap<string, string>): EventInput =>
  input.services
    ? { ...input, services: input.services.map((line) => ({ ...line, id: line.id ? lines.get(line.id) : undefined })) }
    : input

/** Plans a change from the current state. Only reads, so that the preview can use it too. */
export const planChange = async (db: Db, event: StoredEvent, change: Change): Promise<Planned> => {
  const { scope, policy, now } = change
  const which = datesOfChange(event, change)
  const current = await readCurrent(db, which)
  const input = withoutEchoes(change.input, event)
  const date = change.date ?? event.date
  const today = localDate(now, event.zone)
  const reach = (series: Series): string =>
    [horizonOf(series, today), event.expandedUntil ?? today, series.type === 'oneOff' ? series.date : today]
      .sort()
      .at(-1) ?? today
  if (scope !== 'all' && current.days.every((day) => day.date !== date)) checkDate(event, current, change, date)

  if (scope === 'day') {
    const on = current.days.length > 0 ? current : dateAhead(event, date, current.removed, randomUUID)
    const [day] = on.days
    if (!day) throw invalid({ path: 'date', message: 'fieldNoSuchDate' })
    const wanted = change.whole ? asOnDay(input, event, day, on.occurrences) : input
    return {
      plan: planDay({ day, lines: event.services, current: on, input: wanted, now }),
      current: on,
      series: null,
      until: today,
      split: null,
    }
  }
  if (isWhole(event, change)) {
    const series = await compose(db, input, event, today)
    const until = reach(series)
    return {
      plan: planSeries({ event: event.id, series, before: event, current, until, now, newId: randomUUID, policy }),
      current,
      series,
      until,
      split: null,
    }
  }
  if (input.date !== undefined && input.date < date) throw invalid({ path: 'date', message: 'fieldDateBeforeSplit' })
  const parts = { ...split(event, date, randomUUID), event: randomUUID() }
  const rest = relabel(current, parts.lines, date)
  const series = await compose(db, relabelInput(input, parts.lines), parts.rest, null)
  const until = reach(series)
  return {
    plan: planSeries({
      event: parts.event,
      series,
      before: parts.rest,
      current: rest,
      until,
      now,
      newId: randomUUID,
      policy,
    }),
    current: rest,
    series,
    until,
    split: parts,
  }
}

/** `date` has to be an existing date of the event, or one of the series beyond the horizon. */
const checkDate = (event: StoredEvent, { removed }: Current, { scope, now }: Change, date: string): void => {
  const gone = removed.some((one) => one.date === date && one.line === null)
  const ahead =
    event.expandedUntil !== null && date > event.expandedUntil && datesOf(event, { from: date, to: date }).length > 0
  if (ahead && scope === 'day' && date > furthest(localDate(now, event.zone)))
    throw invalid({ path: 'date', message: 'fieldTooFarAhead' })
  if (gone || !ahead)
    throw invalid({
      path: 'date',
      message: date <= localDate(now, event.zone) && scope === 'following' ? 'fieldBegun' : 'fieldNoSuchDate',
    })
}
