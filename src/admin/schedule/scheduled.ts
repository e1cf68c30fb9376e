import type { AnswerOf } from '@/endpoints/http/route'
import type { scheduleRoute } from '@/endpoints/schedule'

export type SchedulePage = AnswerOf<typeof scheduleRoute>
export type Scheduled = SchedulePage['docs'][number]

/** What a dialog needs to know about an event. */
export type NamedEvent = Pick<Scheduled, 'id' | 'title' | 'type'>

/** The screen's parameters in the address. */
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
