import type { AnswerOf } from '@/admin/ui/answers'
import type { changeEventDayRoute } from '@/endpoints/event-days'
import type { changeOccurrenceRoute } from '@/endpoints/occurrences'

export type DateOfEvent = AnswerOf<typeof changeEventDayRoute>['doc']
export type ServiceOfDate = AnswerOf<typeof changeOccurrenceRoute>['doc']
