import { invalid } from '@/domain/errors'
import { describeRule } from '@/domain/recurrence/describeRule'
import { expand, matches } from '@/domain/recurrence/expand'
import { parseRule } from '@/domain/recurrence/parseRule'
import { recurrenceToRule } from '@/domain/recurrence/recurrenceToRule'
import type { Rule } from '@/domain/recurrence/rule'

export type Question = {
  date: string
  rrule?: string | null
  recurrence?: Record<string, unknown> | null
  skipDates: readonly string[]
  from: string | null
  to: string | null
  limit: number
}

const ruleOf = ({ rrule, recurrence, date }: Question): Rule => {
  if (rrule && recurrence) throw invalid({ path: 'rrule', message: 'fieldRuleTwice' })
  if (rrule) return parseRule(rrule)
  if (recurrence) return recurrenceToRule(recurrence, date)
  throw invalid({ path: 'recurrence', message: 'fieldRuleMissing' })
}

/** The dates of a rule, and the rule in words, for the form before anything is saved. */
export const previewRecurrence = (question: Question) => {
  const { date, skipDates, from, to, limit } = question
  if (from && to && to < from) throw invalid({ path: 'to', message: 'fieldEndBeforeStart' })
  const rule = ruleOf(question)
  const { dates, more } = expand({ rule, date, skipDates, from, to, limit })
  return { dates, more, dateMatches: matches(rule, date), text: describeRule(rule, date) }
}
