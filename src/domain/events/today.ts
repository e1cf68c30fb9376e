import { localDate } from '@/domain/time/zone'
import { DAY, type DayHours, spanOf } from './hours'

/**
 * The date of an event, on the clock of its place. A night that began yesterday is today's until it is over: at two in
 * the morning a shelter is neither in the archive nor at its next date.
 */
export const todayOf = ({ zone, ...hours }: DayHours & { zone: string }, now: Date): string => {
  const past = Math.max(0, spanOf(hours).end - DAY)
  return localDate(new Date(now.getTime() - past * 60_000), zone)
}
