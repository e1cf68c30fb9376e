import { areWorking, type Main, type Plan, saysMonths } from './plan'
import { days, every, join, month, nth, ofMonths, ordinals, weekday, weekNames } from './englishWords'

/** Monthly in chosen months is the same as yearly in each of them. */
const yearHead = ({ freq, interval }: Plan): string => every('YEARLY', freq === 'YEARLY' ? interval : 1)

/** Adds what a phrase such as "on the second Tuesday" belongs to: every month, March or the year. */
const within = (plan: Plan, phrase: string, scope: 'week' | 'month' | 'year'): string => {
  const { freq, interval, months } = plan
  if (scope === 'month' && months.length > 0 && saysMonths(plan))
    return `${yearHead(plan)} on ${phrase} of ${ofMonths(months)}`
  if (scope === 'month' && freq === 'YEARLY')
    return `${interval === 1 ? '' : `${every(freq, interval)} `}on ${phrase} of every month`
  return interval === 1 && scope !== 'year'
    ? `on ${phrase} of every ${scope}`
    : `${every(freq, interval)} on ${phrase} of the ${scope}`
}

/** The main part: "every Tuesday", "every 2 months on the 15th". */
export const daysInEnglish = (plan: Plan, main: Main): string => {
  const { freq, interval, months, weeks } = plan
  const head = every(freq, interval)
  switch (main.kind) {
    case 'period':
      return weeks.length > 0 ? `${head} in ${weekNames(weeks)}` : head
    case 'everyDay':
      if (weeks.length > 0) return `${head} on every day of ${weekNames(weeks)}`
      return interval === 1 ? 'every day' : freq === 'DAILY' ? head : `${head} on every day`
    case 'weekdays': {
      const names = main.weekdays.map(weekday)
      if (weeks.length > 0) return `${head} on ${join(names)} of ${weekNames(weeks)}`
      const working = areWorking(main.weekdays)
      if (interval > 1) return `${head} on ${working ? 'weekdays' : join(names.map((name) => `${name}s`))}`
      return working ? 'every weekday' : `every ${join(names)}`
    }
    case 'nth':
      return within(plan, join(main.items.map(nth)), main.scope)
    case 'monthDays':
      if (
        saysMonths(plan) &&
        months.length > 0 &&
        months.length <= 4 &&
        main.days.length === 1 &&
        (main.days[0] ?? 0) > 0
      ) {
        return `${yearHead(plan)} on ${join(months.map((number) => `${main.days[0]} ${month(number)}`))}`
      }
      return within(plan, days(main.days), 'month')
    case 'yearDays':
      return `${head} on the ${join(ordinals(main.days))} day of the year`
    case 'dayOfKind':
      return within(
        plan,
        `the ${join(ordinals(main.positions))} ${main.of === 'working' ? 'working' : 'weekend'} day`,
        main.scope,
      )
  }
}
