/** What GET /api/today answers. */
export type TodayOccurrence = {
  id: string
  title: string
  service: string
  place: string
  placeTitle: string
  timezone: string
  date: string
  startsAt: string
  endsAt: string
  status: 'scheduled' | 'cancelled'
  capacity: number
  participants: number
  day: { participants: number; capacity: number }
  marks: { expected: number; attended: number; noShow: number }
  phase: 'ahead' | 'running' | 'over'
  full: boolean
}

export type TodayPlace = { id: string; title: string; timezone: string; date: string; occurrences: TodayOccurrence[] }
export type ListedOccurrences = { total: number; occurrences: TodayOccurrence[] }
export type DayFullness = { date: string; participants: number; capacity: number }

export type Today = {
  places: TodayPlace[]
  attention: { full: ListedOccurrences; notMarked: ListedOccurrences; failedMessages: number }
  days: DayFullness[]
}

/** Where the participants of an occurrence are shown. */
export const participantsHref = (occurrence: string): string =>
  `/admin/collections/occurrences?participants=${occurrence}`
