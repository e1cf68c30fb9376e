import type { Endpoint } from 'payload'
import { readLogRoute } from './audit'
import { availabilityRoute } from './availability'
import { bookRoute } from './bookings'
import { deliveryRoute } from './delivery'
import { describingRoutes } from './docs'
import { exportParticipantsRoute } from './exports'
import { reportBrowserErrorRoute, solveErrorRoute } from './errors'
import { liveRoute as aliveRoute, readyRoute } from './health'
import { activateEventRoute, archiveEventRoute, changeEventRoute, deleteEventRoute, previewChangeRoute } from './events'
import { cancelEventDayRoute, changeEventDayRoute, deleteEventDayRoute, restoreEventDayRoute } from './event-days'
import { holdRoute, releaseRoute } from './holds'
import { asEndpoint, type Route } from './http/route'
import { createIntegrationRoute, issueKeyRoute } from './integrations'
import {
  cancelOccurrenceRoute,
  changeOccurrenceRoute,
  deleteOccurrenceRoute,
  restoreOccurrenceRoute,
} from './occurrences'
import { listOccurrencesRoute } from './occurrences/list'
import { addParticipantRoute, cancelParticipantRoute, editParticipantRoute, markRoute, undoRoute } from './participants'
import { moveParticipantRoute } from './participants/move'
import { doorListRoute, rosterRoute } from './participants/roster'
import { liveRoute } from './live'
import { distinctPairRoute, duplicatesRoute, laterPairRoute, mergeRoute, undoMergeRoute } from './merges'
import { metricsRoute } from './metrics'
import { retryAllMessagesRoute, retryMessageRoute } from './messages'
import { placeDoorListRoute, previewPlaceRoute } from './places'
import {
  changeRetentionRoute,
  eraseVisitorRoute,
  exportPersonRoute,
  retentionRoute,
  withdrawConsentRoute,
} from './personal-data'
import { finishSignOnRoute, beginSignOnRoute } from './oidc'
import { previewRecurrenceRoute } from './recurrence'
import { scheduleRoute } from './schedule'
import { todayRoute } from './today'
import { firstStepsRoute } from './today/firstSteps'
import { telegramWebhookRoute } from './telegram'
import { accountRoutes } from './users'
import { failedUpdatesRoute, retryUpdatesRoute } from './telegram/failed'
import { createVisitorRoute, distinctRoute, profileRoute, searchVisitorsRoute } from './visitors'

/** All our routes, in the order in which the API description lists them. */
export const routes: Route[] = [
  scheduleRoute,
  todayRoute,
  deliveryRoute,
  firstStepsRoute,
  previewRecurrenceRoute,
  previewChangeRoute,
  changeEventRoute,
  archiveEventRoute,
  activateEventRoute,
  deleteEventRoute,
  changeEventDayRoute,
  cancelEventDayRoute,
  restoreEventDayRoute,
  deleteEventDayRoute,
  listOccurrencesRoute,
  changeOccurrenceRoute,
  cancelOccurrenceRoute,
  restoreOccurrenceRoute,
  deleteOccurrenceRoute,
  availabilityRoute,
  holdRoute,
  releaseRoute,
  bookRoute,
  rosterRoute,
  addParticipantRoute,
  editParticipantRoute,
  cancelParticipantRoute,
  moveParticipantRoute,
  markRoute,
  undoRoute,
  searchVisitorsRoute,
  createVisitorRoute,
  profileRoute,
  distinctRoute,
  duplicatesRoute,
  distinctPairRoute,
  laterPairRoute,
  mergeRoute,
  undoMergeRoute,
  withdrawConsentRoute,
  exportPersonRoute,
  eraseVisitorRoute,
  retentionRoute,
  changeRetentionRoute,
  exportParticipantsRoute,
  doorListRoute,
  readLogRoute,
  retryMessageRoute,
  retryAllMessagesRoute,
  previewPlaceRoute,
  placeDoorListRoute,
  solveErrorRoute,
  reportBrowserErrorRoute,
  failedUpdatesRoute,
  retryUpdatesRoute,
  ...accountRoutes,
  beginSignOnRoute,
  finishSignOnRoute,
  createIntegrationRoute,
  issueKeyRoute,
  telegramWebhookRoute,
  liveRoute,
  aliveRoute,
  readyRoute,
  metricsRoute,
  ...describingRoutes(() => routes),
]

const COLLECTIONS = [
  'events',
  'event-days',
  'occurrences',
  'participants',
  'visitors',
  'places',
  'services',
  'volunteers',
  'integrations',
  'messages',
  'audit-log',
  'error-reports',
  'users',
]

const collectionOf = ({ path }: Route): string | undefined =>
  COLLECTIONS.find((slug) => path === `/${slug}` || path.startsWith(`/${slug}/`))

export const endpoints: Endpoint[] = routes.filter((route) => !collectionOf(route)).map(asEndpoint)

/** Payload looks for a path in its collection first. Ours come before Payload's own and so replace them. */
export const collectionEndpoints: Record<string, Endpoint[]> = Object.fromEntries(
  COLLECTIONS.map((slug) => [
    slug,
    routes
      .filter((route) => collectionOf(route) === slug)
      .map((route) => ({ ...asEndpoint(route), path: route.path.slice(slug.length + 1) || '/' })),
  ]),
)
