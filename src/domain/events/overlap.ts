import type { Plan } from './plan'

/** Two events at the same place and time. Worth a warning, never a refusal. */
export type Overlap = { code: 'PLACE_OVERLAP'; event: string; title: string; dates: string[]; more: number }

export type Span = { place: string; date: string; startsAt: Date; endsAt: Date }

/** The future dates after a plan: the rows it replaces or deletes, and the new intervals. */
export const spansOf = (plan: Plan, now: Date): { replaced: string[]; spans: Span[] } => ({
  replaced: [...plan.days.map(({ id }) => id), ...plan.deletedDays],
  spans: [...plan.days.filter(({ status }) => status === 'scheduled'), ...plan.newDays].filter(
    ({ startsAt }) => startsAt > now,
  ),
})
