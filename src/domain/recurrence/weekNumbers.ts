import { isLeap, weekdayOfDay, yearOfDay, yearStart } from '@/domain/time/calendar'

/** Week 1 is the first with four days in the year, so the fourth day of a week says whose it is. */
const fourthDay = (day: number, wkst: number): number => day - ((weekdayOfDay(day) - wkst + 7) % 7) + 3

/** The year a day's week is numbered in; differs from the calendar's around New Year. */
export const weekYear = (day: number, wkst: number): number => yearOfDay(fourthDay(day, wkst))

/** 52 or 53: how many fourth days of weeks the year has. */
const weeksIn = (year: number, wkst: number): number => {
  const firstFourth = (wkst + 3 - weekdayOfDay(yearStart(year)) + 7) % 7
  return 1 + Math.floor(((isLeap(year) ? 365 : 364) - firstFourth) / 7)
}

/**
 * For BYWEEKNO (-1 is the year's last week): the year in whose numbering a day's week is named, or
 * null when it isn't. rrule.js measures the previous year's last week by the wrong year and drops
 * some negative numbers, so it never sees BYWEEKNO.
 */
export const namedWeeks = (numbers: readonly number[], wkst: number): ((day: number) => number | null) => {
  const wanted = new Set(numbers)
  // Asked day after day: the answer is the same for the whole week.
  let weekStart = NaN
  let answer: number | null = null
  return (day) => {
    if (day >= weekStart && day < weekStart + 7) return answer
    const fourth = fourthDay(day, wkst)
    const year = yearOfDay(fourth)
    const week = Math.floor((fourth - yearStart(year)) / 7) + 1
    weekStart = fourth - 3
    answer = wanted.has(week) || wanted.has(week - 1 - weeksIn(year, wkst)) ? year : null
    return answer
  }
}
