import type { NewDay, NewOccurrence, Removed } from './materialise'

export type DayField = 'startTime' | 'endTime' | 'capacity'
export type OccurrenceField = 'startsAt' | 'endsAt' | 'capacity'
export type DateStatus = 'scheduled' | 'cancelled'

/** An event day as stored. `editedFields` were changed by hand on that date only. */
export type Day = {
  id: string
  date: string
  place: string
  zone: string
  startTime: string
  endTime: string
  endsNextDay: boolean
  startsAt: Date
  endsAt: Date
  capacity: number
  status: DateStatus
  /**
   * Cancelled by the series (a skip date or a changed rule), so the series may restore it. false: cancelled by hand.
   */
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
  /** Somebody was booked here at some time, so the row is history and must stay. */
  booked: boolean
}

/** An active participant. A plan may move or cancel only expected ones; attendance marks are facts. */
export type Person = { id: string; visitor: string; occurrence: string; status: 'expected' | 'attended' | 'noShow' }

/** The rows of an event that have not begun yet. */
export type Current = {
  days: readonly Day[]
  occurrences: readonly Occurrence[]
  people: readonly Person[]
  removed: readonly Removed[]
}

export type Moved = { date: string; from: Date; to: Date }

/**
 * What somebody edited by hand on one date, and what a change of the series makes of it. `occurrence` is null for the
 * date itself; times of a service are instants, those of a date are local.
 */
export type HandEdit = {
  date: string
  occurrence: string | null
  field: DayField | OccurrenceField
  was: string | number
  /** false: it no longer fits, and follows the series. */
  keeps: boolean
  becomes: string | number
}

/** A service of the series that a date does not offer, because its hours were edited by hand. */
export type LeftOut = { date: string; service: string; startTime: string; endTime: string }

/** What is done with hand-made edits: kept as far as they fit, or given up. */
export type EditPolicy = 'keep' | 'follow'

/** Everything a change will do, computed before anything is written. The preview shows it, the change writes it. */
export type Plan = {
  newDays: NewDay[]
  newOccurrences: NewOccurrence[]
  /** Complete rows to write. */
  days: Day[]
  occurrences: Occurrence[]
  deletedDays: string[]
  deletedOccurrences: string[]
  added: string[]
  moved: Moved[]
  removed: string[]
  /** Occurrences whose participants are notified because they were moved or are gone. */
  movedOccurrences: { id: string; from: Date; to: Date }[]
  cancelledOccurrences: string[]
  edited: HandEdit[]
  leftOut: LeftOut[]
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
  edited: [],
  leftOut: [],
})

const sameInstant = (a: Date, b: Date): boolean => a.getTime() === b.getTime()

type Placed = { startsAt: Date; endsAt: Date; place: string }

export const isMoved = (before: Placed, after: Placed): boolean =>
  !sameInstant(before.startsAt, after.startsAt) ||
  !sameInstant(before.endsAt, after.endsAt) ||
  before.place !== after.place

/** Old and new time: of the start, or of the end if only that changed. */
export const moveOf = (before: Placed, after: Placed): { from: Date; to: Date } =>
  sameInstant(before.startsAt, after.startsAt) && !sameInstant(before.endsAt, after.endsAt)
    ? { from: before.endsAt, to: after.endsAt }
    : { from: before.startsAt, to: after.startsAt }
