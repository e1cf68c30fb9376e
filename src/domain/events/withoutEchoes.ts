import type { EventInput } from './input'
import { canonicalForm, canonicalText } from './ruleOf'
import type { Series } from './series'

const skipDatesAsText = (dates: EventInput['skipDates']): string =>
  JSON.stringify((dates ?? []).map(({ date, reason }) => [date, reason?.trim() || null]))

/**
 * Removes values that only repeat what is stored. The panel sends the whole form, and a field that a scope can't
 * change does no harm if it stays the same. Services are matched elsewhere.
 */
export const withoutEchoes = (input: EventInput, stored: Series): EventInput => {
  const { title, place, type, date, startTime, endTime, endsNextDay } = input
  const { capacity, recurrence, rrule, skipDates, services, announce } = input
  const form = canonicalForm(recurrence, type ?? stored.type, date ?? stored.date)
  const text = canonicalText(rrule)
  const changed: EventInput = {
    ...(title !== undefined && title.trim() !== stored.title && { title }),
    ...(place !== undefined && place !== stored.place && { place }),
    ...(type !== undefined && type !== stored.type && { type }),
    ...(date !== undefined && date !== stored.date && { date }),
    ...(startTime !== undefined && { startTime }),
    ...(endTime !== undefined && { endTime }),
    ...(typeof endsNextDay === 'boolean' && { endsNextDay }),
    ...(capacity !== undefined && { capacity }),
    ...(form !== null && form !== stored.rrule && { recurrence }),
    ...(text !== null && text !== stored.rrule && { rrule }),
    ...(skipDates !== undefined && skipDatesAsText(skipDates) !== skipDatesAsText(stored.skipDates) && { skipDates }),
    ...(services !== undefined && { services }),
    ...(typeof announce === 'boolean' && announce !== stored.announce && { announce }),
  }
  return changed
}
