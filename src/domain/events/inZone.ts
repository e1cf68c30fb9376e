import { type DayHours, intervalOf, intervalOn, keptWithin, minuteAt } from './hours'

type Day = DayHours & { id: string; date: string; startsAt: Date; endsAt: Date }
type Occurrence = { id: string; eventDay: string; date: string; startsAt: Date; endsAt: Date }
type Placed = { id: string; startsAt: Date; endsAt: Date }

/** The same times of day on the clock of another zone: what was written on the wall stays, its instants move. */
export const inZone = (
  { days, occurrences }: { days: readonly Day[]; occurrences: readonly Occurrence[] },
  from: string,
  to: string,
): { days: Placed[]; occurrences: Placed[] } => {
  const moved = new Map(days.map((day) => [day.id, { id: day.id, ...intervalOn(day.date, day, to) }]))
  return {
    days: [...moved.values()],
    occurrences: occurrences.flatMap(({ id, eventDay, date, startsAt, endsAt }) => {
      const day = moved.get(eventDay)
      if (!day) return []
      const span = { start: minuteAt(startsAt, date, from), end: minuteAt(endsAt, date, from) }
      return [{ id, ...keptWithin(intervalOf(date, span, to), day) }]
    }),
  }
}
