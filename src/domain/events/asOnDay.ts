import { wallTime } from './hours'
import type { EventInput } from './input'
import type { Day, Occurrence } from './plan'
import type { Series } from './series'

/**
 * The form of an event shows the series, also when one date is changed with it. What it leaves as the series has it is
 * left as that date has it, so that an edit made by hand before is not undone by one that is about something else.
 */
export const asOnDay = (
  input: EventInput,
  series: Series,
  day: Day,
  occurrences: readonly Occurrence[],
): EventInput => {
  const sameEnd =
    (input.endTime ?? series.endTime) === series.endTime &&
    (input.endsNextDay ?? series.endsNextDay) === series.endsNextDay
  return {
    ...input,
    ...(input.startTime === series.startTime && { startTime: day.startTime }),
    ...(sameEnd && { endTime: day.endTime, endsNextDay: day.endsNextDay }),
    ...(input.capacity === series.capacity && { capacity: day.capacity }),
    ...(input.services && {
      services: input.services.map((sent) => {
        const line = series.services.find(({ id, service }) => id === sent.id && service === sent.service)
        const own = occurrences.find((one) => one.eventDay === day.id && one.line === line?.id)
        if (!line || !own) return sent
        return {
          ...sent,
          startTime: sent.startTime === line.startTime ? wallTime(own.startsAt, day.zone) : sent.startTime,
          endTime: sent.endTime === line.endTime ? wallTime(own.endsAt, day.zone) : sent.endTime,
          capacity: sent.capacity === line.capacity ? own.capacity : sent.capacity,
        }
      }),
    }),
  }
}
