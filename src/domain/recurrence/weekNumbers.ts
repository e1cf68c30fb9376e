import { isLeap, weekdayOfDay, yearOfDay, yearStart } from '@/domain/time/calendar'
import { inOrder } from './rule'
import type { YearDays } from './yearDays'

/** Week 1 is the first with four days in the year, so the fourth day of a week says whose it is. */
const fourthDay = (day: number, wkst: number): number => day - ((weekdayOfDay(day) - wkst + 7) % 7) + 3

/** The year a day's week is numbered in; differs from the calendar's around New Year. */
export const weekYear = (day: number, wkst: number): number => yearOfDay(fourthDay(day, wkst))

/** The first day of week 1, and how many weeks there are: as many as the year has fourth days of weeks. */
const weeksOf = (year: number, wkst: number): { first: number; count: number } => {
  const jan1 = yearStart(year)
  const firstFourth = (wkst + 3 - weekdayOfDay(jan1) + 7) % 7
  return { first: jan1 + firstFourth - 3, count: 1 + Math.floor(((isLeap(year) ? 365 : 364) - firstFourth) / 7) }
}

/**
 * For BYWEEKNO (-1 is the year's last week): the days of a year's named weeks that the other parts
 * name too. They belong to the year the week is numbered in, 31 December perhaps to the next.
 * rrule.js measures the previous year's last week by the wrong year and drops some negative numbers,
 * so it never sees BYWEEKNO.
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
        // A week may begin in one calendar year and end in the next.
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
