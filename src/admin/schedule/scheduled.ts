import type { AnswerOf } from '@/endpoints/http/route'
import type { scheduleRoute } from '@/endpoints/schedule'

export type SchedulePage = AnswerOf<typeof scheduleRoute>
export type Scheduled = SchedulePage['docs'][number]

/** What a dialog about an event has to know. */
export type NamedEvent = Pick<Scheduled, 'id' | 'title' | 'type'>

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
