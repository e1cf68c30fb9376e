import { areWorking, type Limit, monthsLimit, type Plan, saysMonths } from './plan'
import { daysInRussian, OF_PERIOD } from './russianDays'
import { figures, inMonths, join, monthOf, ordinals, plural, weekdayName } from './russianWords'

const monthsPart = (plan: Plan): string => {
  if (plan.months.length === 0 || saysMonths(plan)) return ''
  return `${monthsLimit(plan) ? ', только' : ''} ${inMonths(plan.months)}`
}

const limitPart = ({ kind, numbers }: Limit): string => {
  if (kind === 'weekdays')
    return areWorking(numbers)
      ? 'будний день'
      : join(
          numbers.map((number) => weekdayName(number).nominative),
          'или',
        )
  if (kind === 'yearDays') return `${join(ordinals(numbers, 'm', 'nominative'), 'или')} день года`
  if (kind === 'weeks') return `${join(figures(numbers, 'я', 'последняя'), 'или')} неделя года`
  const dates = figures(
    numbers.filter((number) => number > 0),
    'е',
  )
  const fromEnd = ordinals(
    numbers.filter((number) => number < 0),
    'm',
    'nominative',
  )
  return join(
    [
      ...(dates.length > 0 ? [`${join(dates, 'или')} число`] : []),
      ...(fromEnd.length > 0 ? [`${join(fromEnd, 'или')} день месяца`] : []),
    ],
    'или',
  )
}

const endPart = ({ count, until }: Plan, phrase: string): string => {
  if (count !== null) return `, ${count} ${plural(count, ['раз', 'раза', 'раз'])}`
  if (until === null) return ''
  const date = `${Number(until.slice(8))} ${monthOf(Number(until.slice(5, 7)))} ${Number(until.slice(0, 4))} г.`
  return `${phrase.includes(',') ? ',' : ''} до ${date} включительно`
}

export const inRussian = (plan: Plan): string => {
  if (plan.never) return 'никогда'
  const limits = plan.limits.map((limit) => `если это ${limitPart(limit)}`)
  const weekStart = plan.wkst === null ? '' : weekdayName(plan.wkst).genitive
  const phrase = [
    daysInRussian(plan, plan.main),
    monthsPart(plan),
    limits.length > 0 ? `, ${join(limits)}` : '',
    plan.positions.length > 0
      ? `, но только ${join(ordinals(plan.positions, 'm', 'nominative'))} такой день ${OF_PERIOD[plan.freq]}`
      : '',
    weekStart ? ` (неделя начинается ${/^(вт|ср)/.test(weekStart) ? 'со' : 'с'} ${weekStart})` : '',
  ].join('')
  return `${phrase}${endPart(plan, phrase)}`
}
