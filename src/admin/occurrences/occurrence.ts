import { clockIn } from '@/admin/time/zoned'

/** One row of GET /api/occurrences/list. */
export type Occurrence = {
  id: string
  title: string
  event: string
  eventState: 'active' | 'archived' | 'deleted'
  service: { id: string; title: string }
  place: { id: string; title: string; timezone: string }
  date: string
  startsAt: string
  endsAt: string
  capacity: number
  participants: number
  dayCapacity: number
  dayParticipants: number
  status: 'scheduled' | 'cancelled'
  cancelReason: string | null
  edited: boolean
}

export type OccurrencePage = {
  docs: Occurrence[]
  totalDocs: number
  page: number
  limit: number
  counts: { upcoming: number; past: number }
}

/** What the reader chose above the tabs. Empty: everything. */
export type Filters = { service: string; place: string; visitor: string }

export const queryOf = ({ service, place, visitor }: Filters) => ({
  service: service || undefined,
  place: place || undefined,
  visitor: visitor || undefined,
})

/** The hours as the clock of the place shows them. */
export const hoursOf = ({ startsAt, endsAt, place }: Occurrence): { start: string; end: string } => ({
  start: clockIn(startsAt, place.timezone),
  end: clockIn(endsAt, place.timezone),
})

export const isOver = ({ endsAt }: Occurrence, now = Date.now()): boolean => Date.parse(endsAt) <= now
