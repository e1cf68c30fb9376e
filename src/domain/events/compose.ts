import { invalid } from '@/domain/errors'
import { type Catalogue, checkReferences } from './catalogue'
import { checkSeries } from './checkSeries'
import { type EventInput, isComplete, missingIn } from './input'
import { completeLines } from './lines'
import { onItsRule } from './onItsRule'
import { ruleOf } from './ruleOf'
import type { Series, SkipDate } from './series'

const skipDatesOf = (sent: EventInput['skipDates'], stored: SkipDate[]): SkipDate[] => {
  if (sent === undefined) return stored
  const byDate = new Map((sent ?? []).map(({ date, reason }) => [date, { date, reason: reason?.trim() || null }]))
  return [...byDate.values()]
}

const merge = (base: Series, input: EventInput, catalogue: Catalogue, newId: () => string, isNew: boolean): Series => {
  const type = input.type ?? (isNew && (input.rrule || input.recurrence) ? 'recurring' : base.type)
  const date = input.date ?? base.date
  const startTime = input.startTime ?? base.startTime
  const endTime = input.endTime ?? base.endTime
  const endsNextDay = input.endsNextDay ?? base.endsNextDay
  const capacity = input.capacity ?? base.capacity
  const place = input.place ?? base.place
  return {
    title: input.title?.trim() ?? base.title,
    place,
    zone: catalogue.places.get(place)?.zone ?? base.zone,
    type,
    date,
    startTime,
    endTime,
    endsNextDay,
    capacity,
    rrule: ruleOf(input, type, date, isNew ? null : base.rrule),
    skipDates: type === 'oneOff' ? [] : skipDatesOf(input.skipDates, base.skipDates),
    services: input.services
      ? completeLines(
          input.services,
          base.services,
          { startTime, endTime, endsNextDay, capacity },
          catalogue.services,
          newId,
        )
      : base.services,
    announce: input.announce ?? base.announce,
  }
}

type Composed = {
  input: EventInput
  stored: Series | null
  catalogue: Catalogue
  /** null: the first date has to be on the rule, whenever it is. */
  today: string | null
  newId: () => string
}

/** The complete, checked event: the sent values over the stored ones. Throws a refusal if it is invalid. */
export const compose = ({ input, stored, catalogue, today, newId }: Composed): Series => {
  if (!stored && !isComplete(input))
    throw invalid(...missingIn(input).map((path) => ({ path, message: 'fieldRequired' })))
  if (input.services?.length === 0) throw invalid({ path: 'services', message: 'fieldRequired' })
  checkReferences(input, stored, catalogue)
  const base: Series = stored ?? {
    title: '',
    place: '',
    zone: 'UTC',
    type: 'oneOff',
    date: '',
    startTime: '',
    endTime: '',
    endsNextDay: false,
    capacity: 1,
    rrule: null,
    skipDates: [],
    services: [],
    announce: false,
  }
  const merged = merge(base, input, catalogue, newId, stored === null)
  const goesOn = stored !== null && input.date === undefined && today !== null
  const series = goesOn ? onItsRule(merged, today) : merged
  checkSeries(series)
  return series
}
