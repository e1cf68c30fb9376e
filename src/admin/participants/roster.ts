export type Mark = 'expected' | 'attended' | 'noShow'

/** What GET /api/occurrences/:id/participants answers. */
export type RosterOccurrence = {
  id: string
  event: string
  eventDay: string
  title: string
  service: { id: string; title: string }
  place: { id: string; title: string }
  date: string
  startsAt: string
  endsAt: string
  timezone: string
  capacity: number
  participants: number
  status: 'scheduled' | 'cancelled'
  dayCapacity: number
  dayParticipants: number
  ended: boolean
  canMark: boolean
  canBook: boolean
}

export type RosterRow = {
  id: string
  visitor: {
    id: string
    fullName: string
    phone: string | null
    cardNumber: string | null
    status: 'new' | 'registered'
  }
  status: Mark | 'cancelled'
  notMarked: boolean
  comment: string | null
  source: 'bot' | 'panel' | 'api'
  bookedBy: { kind: 'users' | 'volunteers' | 'integrations'; id: string; name: string | null } | null
  bookedAt: string | null
  cancelReason: string | null
  updatedAt: string
}

export type Roster = {
  occurrence: RosterOccurrence
  docs: RosterRow[]
  counts: Record<RosterRow['status'] | 'notMarked', number>
}
