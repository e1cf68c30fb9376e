import { invalid } from '@/domain/errors'
import { formatRule } from '@/domain/recurrence/formatRule'
import { parseRule } from '@/domain/recurrence/parseRule'
import type { EventInput, RecurrenceInput } from './input'
import type { Series } from './series'

const isEmpty = (form: EventInput['recurrence']): form is null | undefined =>
  !form || Object.values(form).every((value) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))

// TEMP until src/domain/recurrence has recurrenceToRule.
const canonical = (_form: RecurrenceInput, _date: string): string => {
  throw invalid({ path: 'recurrence', message: 'fieldInvalid' })
}

/**
 * The rule a caller means, canonical. Sent as text or as a form, not both; the panel sends back what it
 * was shown, so the one that equals the stored rule was not sent at all.
 */
export const ruleOf = (input: EventInput, type: Series['type'], date: string, stored: Pick<Series, 'rrule' | 'date'> | null): string | null => {
  const before = stored?.rrule ?? null
  const text = input.rrule?.trim() ? formatRule(parseRule(input.rrule)) : null
  const form = isEmpty(input.recurrence) ? null : canonical(input.recurrence, date)
  const textIsNew = text !== null && text !== before
  const formIsNew = form !== null && form !== before
  if (type === 'oneOff') {
    if (textIsNew || formIsNew) throw invalid({ path: textIsNew ? 'rrule' : 'recurrence', message: 'fieldRuleOneOff' })
    return null
  }
  if (text !== null && form !== null && (stored === null || (textIsNew && formIsNew))) {
    throw invalid({ path: 'rrule', message: 'fieldRuleTwice' })
  }
  const rule = textIsNew ? text : formIsNew ? form : (before ?? text ?? form)
  if (rule === null) throw invalid({ path: 'recurrence', message: 'fieldRuleMissing' })
  return rule
}
