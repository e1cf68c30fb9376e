import { type ByDay, type Rule, WEEKDAY_CODES } from './rule'

const day = ({ n, weekday }: ByDay): string => `${n === 0 ? '' : n}${WEEKDAY_CODES[weekday]}`

/** The canonical spelling of a rule: parts in the order of the RFC's examples, defaults left out. */
export const formatRule = (rule: Rule): string => {
  const lists: [string, readonly (number | string)[]][] = [
    ['BYMONTH', rule.byMonth],
    ['BYWEEKNO', rule.byWeekNo],
    ['BYYEARDAY', rule.byYearDay],
    ['BYMONTHDAY', rule.byMonthDay],
    ['BYDAY', rule.byDay.map(day)],
    ['BYSETPOS', rule.bySetPos],
  ]
  return [
    `FREQ=${rule.freq}`,
    ...(rule.interval === 1 ? [] : [`INTERVAL=${rule.interval}`]),
    ...(rule.count === null ? [] : [`COUNT=${rule.count}`]),
    ...(rule.until === null ? [] : [`UNTIL=${rule.until.replaceAll('-', '')}`]),
    ...(rule.wkst === 0 ? [] : [`WKST=${WEEKDAY_CODES[rule.wkst]}`]),
    ...lists.flatMap(([name, values]) => (values.length === 0 ? [] : [`${name}=${values.join(',')}`])),
  ].join(';')
}
