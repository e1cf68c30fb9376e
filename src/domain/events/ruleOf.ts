import { invalid } from '@/domain/errors'
import { formatRule } from '@/domain/recurrence/formatRule'
import { parseRule } from '@/domain/recurrence/parseRule'
import { recurrenceToRule } from '@/domain/recurrence/recurrenceToRule'
import type { EventInput } from './input'
import type { Series } from './series'

/** An empty form. Without a frequency, the rest is left over from a series that became a one-off event. */
const isEmpty = (form: EventInput['recurrence'], type: Series['type']): form is null | undefined =>
  !form ||
  (type === 'oneOff' && !form.frequency) ||
  Object.values(form).every(
    (value) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
  )

/** The form's rule in canonical spelling; null if the form is empty. */
export const canonicalForm = (form: EventInput['recurrence'], type: Series['type'], date: string): string | null =>
  isEmpty(form, type) ? null : formatRule(recurrenceToRule(form, date))

export const canonicalText = (text: EventInput['rrule']): string | null =>
  text?.trim() ? formatRule(parseRule(text)) : null

/** The rule the caller wants, sent as text or as a form but not both. It replaces the stored one. */
export const ruleOf = (input: EventInput, type: Series['type'], date: string, stored: string | null): string | null => {
  const text = canonicalText(input.rrule)
  const form = canonicalForm(input.recurrence, type, date)
  if (type === 'oneOff') {
    if (text !== null || form !== null)
      throw invalid({ path: text !== null ? 'rrule' : 'recurrence', message: 'fieldRuleOneOff' })
    return null
  }
  if (text !== null && form !== null) throw invalid({ path: 'rrule', message: 'fieldRuleTwice' })
  const rule = text ?? form ?? stored
  if (rule === null) throw invalid({ path: 'recurrence', message: 'fieldRuleMissing' })
  return rule
}
