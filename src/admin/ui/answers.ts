import type { PaginatedDocs } from 'payload'
import type { AnswerOf } from '@/endpoints/http/route'
import type { createVisitorRoute, searchVisitorsRoute } from '@/endpoints/visitors'
import type { Place, Service } from '@/payload-types'

export type { AnswerOf }

/** A list as Payload's own routes answer it. */
export type ListOf<Doc> = Pick<PaginatedDocs<Doc>, 'docs' | 'totalDocs'>

/** Places or services to choose from. */
export type Titled = Pick<Place & Service, 'id' | 'title'>

export type CreatedVisitor = AnswerOf<typeof createVisitorRoute>
export type FoundVisitors = AnswerOf<typeof searchVisitorsRoute>
export type FoundVisitor = Pick<FoundVisitors['docs'][number], 'id' | 'fullName' | 'cardNumber' | 'status'>
