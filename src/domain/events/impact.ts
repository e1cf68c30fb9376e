import type { HandEdit, LeftOut, Person, Plan } from './plan'

export type Fate = 'moved' | 'cancelled'
/** A booking that a change would move or cancel. `id` is the participant's; staff also get the visitor's name. */
export type AffectedPerson = {
  id: string
  visitor: string
  visitorName?: string | null
  occurrence: string
  fate: Fate
}
export type Impact = {
  added: string[]
  moved: { date: string; from: string; to: string }[]
  removed: string[]
  edited: HandEdit[]
  leftOut: LeftOut[]
  participants: AffectedPerson[]
}

/** What the administrator sees before confirming. */
export const impactOf = (plan: Plan, people: readonly Person[]): Impact => {
  const fates = new Map<string, Fate>()
  for (const { id } of plan.movedOccurrences) fates.set(id, 'moved')
  for (const id of plan.cancelledOccurrences) fates.set(id, 'cancelled')
  const participants = people.flatMap(({ id, visitor, occurrence, status }) => {
    const fate = fates.get(occurrence)
    return fate && status === 'expected' ? [{ id, visitor, occurrence, fate }] : []
  })
  return {
    added: [...plan.added].sort(),
    moved: plan.moved.map(({ date, from, to }) => ({ date, from: from.toISOString(), to: to.toISOString() })),
    removed: [...plan.removed].sort(),
    edited: plan.edited,
    leftOut: plan.leftOut,
    participants,
  }
}
