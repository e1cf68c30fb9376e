import { isLeap, weekdayOfDay, yearOfDay, yearStart } from '@/domain/time/calendar'
import { inOrder } from './rule'
import type { YearDays } from './yearDays'

/** Week 1 is the first with four days in the year, so the fourth day decides which year a week belongs to. */
const fourthDay = (day: number, wkst: number): number => day - ((weekdayOfDay(day) - wkst + 7) % 7) + 3

/** The year in which a day's week is numbered. Around New Year it differs from the calendar year. */
export const weekYear = (day: number, wkst: number): number => yearOfDay(fourthDay(day, wkst))

/** The first day of week 1 and the number of weeks, which is the number of fourth days that lie in the year. */
const weeksOf = (year: number, wkst: number): { first: number; count: number } => {
  const jan1 = yearStart(year)
  const firstFourth = (wkst + 3 - weekdayOfDay(jan1) + 7) % 7
  return { first: jan1 + firstFourth - 3, count: 1 + Math.floor(((isLeap(year) ? 365 : 364) - firstFourth) / 7) }
}

/**
 * For BYWEEKNO (-1 is the year's last week): the days of the given weeks that the other parts select, too. They belong
 * to the year in which the week is numbered, so 31 December may belong to the next year. rrule.js computes the
 * previous year's last week from the wrong year and drops some negative numbers, so it never gets BYWEEKNO.
 */
export const daysOfWeeks =
  (numbers: readonly number[], wkst: number, daysOf: YearDays) =>
  (year: number): number[] => {
    const { first, count } = weeksOf(year, wkst)
    const weeks = inOrder(
      numbers.map((number) => (number < 0 ? count + 1 + number : number)).filter((week) => week > 0 && week <= count),
    )
    const days: number[] = []
    let named: ArrayLike<number> = []
    let [jan1, newYear] = [0, -Infinity]
    let next = 0
    for (const week of weeks) {
      for (let day = first + (week - 1) * 7; day < first + week * 7; day++) {
        if (day >= newYear) {
          const ofYear = yearOfDay(day)
          jan1 = yearStart(ofYear)
          newYear = yearStart(ofYear + 1)
          named = daysOf(ofYear)
          next = 0
        }
        while ((named[next] ?? Infinity) < day - jan1) next++
        if (named[next] === day - jan1) days.push(day)
      }
    }
    return days
  }
