import type { AnswerOf } from '@/endpoints/http/route'
import type { markRoute, undoRoute } from '@/endpoints/participants'
import type { rosterRoute } from '@/endpoints/participants/roster'

export type { Mark } from '@/domain/attendance/decideMark'

export type Roster = AnswerOf<typeof rosterRoute>
export type RosterOccurrence = Roster['occurrence']
export type RosterRow = Roster['docs'][number]
export type MarkAnswer = AnswerOf<typeof markRoute>
export type UndoAnswer = AnswerOf<typeof undoRoute>
