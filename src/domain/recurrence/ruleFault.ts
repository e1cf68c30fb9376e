import { Refusal } from '@/domain/errors'

/** Why a text is not a valid rule: `data.reason` of RECURRENCE_INVALID. */
export type RuleFault =
  | 'empty'
  | 'tooLong'
  | 'lines'
  | 'property'
  | 'syntax'
  | 'unknownPart'
  | 'duplicatePart'
  | 'frequency'
  | 'number'
  | 'range'
  | 'weekday'
  | 'until'
  | 'countAndUntil'
  | 'notWithThisFrequency'
  | 'setposAlone'

export const refuse = (reason: RuleFault, part?: string): Refusal =>
  new Refusal('RECURRENCE_INVALID', { path: 'rrule', reason, ...(part ? { part } : {}) })
