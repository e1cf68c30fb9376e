import type { Plan } from './plan'

/** Two events at one place at one time: worth knowing, never refused. */
export type Overlap = { code: 'PLACE_OVERLAP'; event: string; title: string; dates: string[]; more: number }

export type Span = { place: string; date: string; startsAt: Date; endsAt: Date }

/** What a plan would leave of the dates ahead: the rows it replaces or deletes, and what stands there instead. */
export const spansOf = (plan: Plan, now: Date): { replaced: string[]; spans: Span[] } => ({
  replaced: [...plan.days.map(({ id }) => id), ...plan.deletedDays],
  spans: [...plan.days.filter(({ status }) => status === 'scheduled'), ...plan.newDays].filter(
    ({ startsAt }) => startsAt > now,
  ),
})
