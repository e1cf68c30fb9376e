import type { AnswerOf } from '@/endpoints/http/route'
import type { todayRoute } from '@/endpoints/today'

export type Today = AnswerOf<typeof todayRoute>
export type TodayPlace = Today['places'][number]
export type TodayOccurrence = TodayPlace['occurrences'][number]
export type ListedOccurrences = Today['attention']['full']
export type DayFullness = Today['days'][number]

/** The address that shows the participants of an occurrence. */
export const participantsHref = (occurrence: string): string =>
  `/admin/collections/occurrences?participants=${occurrence}`
