import { daysInEnglish } from './englishDays'
import { days, inMonths, join, month, ordinals, PERIODS, weekday, weekNames } from './englishWords'
import { areWorking, type Limit, monthsLimit, type Plan, saysMonths } from './plan'

const limitPart = ({ kind, numbers }: Limit): string => {
  if (kind === 'weekdays')
    return areWorking(numbers) ? 'it is a weekday' : `it is a ${join(numbers.map(weekday), 'or')}`
  if (kind === 'yearDays') return `it is the ${join(ordinals(numbers), 'or')} day of the year`
  if (kind === 'weeks') return `it is in ${weekNames(numbers, 'or')}`
  return `it is ${days(numbers, 'or')}${numbers.some((number) => number < 0) ? ' of the month' : ''}`
}

const monthsPart = (plan: Plan): string => {
  if (plan.months.length === 0 || saysMonths(plan)) return ''
  return `${monthsLimit(plan) ? ', only' : ''} ${inMonths(plan.months)}`
}

const endPart = ({ count, until }: Plan, phrase: string): string => {
  if (count !== null) return count === 1 ? ', once' : `, ${count} times`
  if (until === null) return ''
  return (
    `${phrase.includes(',') ? ',' : ''} until ${Number(until.slice(8))} ${month(Number(until.slice(5, 7)))} ` +
    `${Number(until.slice(0, 4))}`
  )
}

export const inEnglish = (plan: Plan): string => {
  if (plan.never) return 'never'
  const limits = plan.limits.map((limit) => `if ${limitPart(limit)}`)
  const chosen = ordinals(plan.positions)
  const phrase = [
    daysInEnglish(plan, plan.main),
    monthsPart(plan),
    limits.length > 0 ? `, ${join(limits)}` : '',
    plan.positions.length > 0
      ? `, but only the ${join(chosen)} such ${plan.positions.length > 1 ? 'days' : 'day'} of the ${PERIODS[plan.freq]}`
      : '',
    plan.wkst === null ? '' : ` (weeks start on ${weekday(plan.wkst)})`,
  ].join('')
  return `${phrase}${endPart(plan, phrase)}`
}
