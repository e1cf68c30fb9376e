/** An event as `GET /api/schedule` lists it. */
export type Scheduled = {
  id: string
  title: string
  type: 'oneOff' | 'recurring'
  date: string
  startTime: string
  endTime: string
  capacity: number
  rule: { ru: string; en: string } | null
  place: { id: string; title: string; timezone: string }
  services: { id: string; title: string; startTime: string; endTime: string; capacity: number }[]
  state: 'active' | 'archived'
  nextDate: string | null
  lastDate: string | null
  people: { next: { date: string; participants: number; capacity: number } | null; upcoming: number }
}

/** What a dialog about an event has to know. */
export type NamedEvent = Pick<Scheduled, 'id' | 'title' | 'type'>

export type SchedulePage = {
  docs: Scheduled[]
  totalDocs: number
  page: number
  limit: number
  counts: { active: number; archived: number }
}

/** What the address of the screen holds. */
export const SCHEDULE_FILTERS = {
  state: 'active',
  search: '',
  from: '',
  to: '',
  type: '',
  service: '',
  place: '',
  page: 1,
}
export type ScheduleFilters = { [Key in keyof typeof SCHEDULE_FILTERS]: (typeof SCHEDULE_FILTERS)[Key] }
