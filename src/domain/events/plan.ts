import type { NewDay, NewOccurrence, Removed } from './materialise'

export type DayField = 'startTime' | 'endTime' | 'capacity'
export type OccurrenceField = 'startsAt' | 'endsAt' | 'capacity'
export type DateStatus = 'scheduled' | 'cancelled'

/** An event day as it is. `editedFields` were changed by hand on that one date. */
export type Day = {
  id: string
  date: string
  place: string
  zone: string
  startTime: string
  endTime: string
  startsAt: Date
  endsAt: Date
  capacity: number
  status: DateStatus
  /** Cancelled by the series (a skip date, a changed rule) and so restored by it; by hand otherwise. */
  skipped: boolean
  editedFields: readonly DayField[]
}

export type Occurrence = {
  id: string
  eventDay: string
  line: string
  service: string
  place: string
  date: string
  startsAt: Date
  endsAt: Date
  capacity: number
  status: DateStatus
  skipped: boolean
  editedFields: readonly OccurrenceField[]
  /** Anybody was ever written down here: the row is history and stays. */
  booked: boolean
}

/** An active participant. Only the expected can be moved or cancelled by a plan; marks are facts. */
export type Person = { id: string; visitor: string; occurrence: string; status: 'expected' | 'attended' | 'noShow' }

/** What exists of an event from now on: nothing of what has begun. */
export type Current = {
  days: readonly Day[]
  occurrences: readonly Occurrence[]
  people: readonly Person[]
  removed: readonly Removed[]
}

export type Moved = { date: string; from: Date; to: Date }

/** All that a change does, worked out before anything is written. Preview shows it, the change writes it. */
export type Plan = {
  newDays: NewDay[]
  newOccurrences: NewOccurrence[]
  /** Rows to write, whole. */
  days: Day[]
  occurrences: Occurrence[]
  deletedDays: string[]
  deletedOccurrences: string[]
  added: string[]
  moved: Moved[]
  removed: string[]
  /** Occurrences people are told about: at another time or place, or gone. */
  movedOccurrences: { id: string; from: Date; to: Date }[]
  cancelledOccurrences: string[]
}

export const emptyPlan = (): Plan => ({
  newDays: [],
  newOccurrences: [],
  days: [],
  occurrences: [],
  deletedDays: [],
  deletedOccurrences: [],
  added: [],
  moved: [],
  removed: [],
  movedOccurrences: [],
  cancelledOccurrences: [],
})

export type Fate = 'moved' | 'cancelled'
export type AffectedPerson = { id: string; visitor: string; occurrence: string; fate: Fate }
export type Impact = {
  added: string[]
  moved: { date: string; from: string; to: string }[]
  removed: string[]
  participants: AffectedPerson[]
}

/** What an administrator sees before saying yes. */
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
    participants,
  }
}

const sameInstant = (a: Date, b: Date): boolean => a.getTime() === b.getTime()

type Placed = { startsAt: Date; endsAt: Date; place: string }

export const isMoved = (before: Placed, after: Placed): boolean =>
  !sameInstant(before.startsAt, after.startsAt) ||
  !sameInstant(before.endsAt, after.endsAt) ||
  before.place !== after.place

/** From when to when: by the start, by the end when only that changed. */
export const moveOf = (before: Placed, after: Placed): { from: Date; to: Date } =>
  sameInstant(before.startsAt, after.startsAt) && !sameInstant(before.endsAt, after.endsAt)
    ? { from: before.endsAt, to: after.endsAt }
    : { from: before.startsAt, to: after.startsAt }
