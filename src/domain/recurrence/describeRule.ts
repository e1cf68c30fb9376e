import { inEnglish } from './describe/english'
import { planOf } from './describe/plan'
import { inRussian } from './describe/russian'
import type { Rule } from './rule'

/**
 * The rule in words. With the first date, the sentence includes what the rule takes from it: "every Tuesday" instead
 * of "every week".
 */
export const describeRule = (rule: Rule, date?: string): { ru: string; en: string } => {
  const plan = planOf(rule, date)
  return { ru: inRussian(plan), en: inEnglish(plan) }
}
