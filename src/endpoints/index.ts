import type { Endpoint } from 'payload'
import { asEndpoint, type Route } from './http/route'

/** Every route of ours, in the order of the API's description. */
export const routes: Route[] = []

const COLLECTIONS = ['events', 'event-days', 'occurrences', 'participants', 'visitors', 'places', 'services', 'volunteers', 'integrations']

const collectionOf = ({ path }: Route): string | undefined => COLLECTIONS.find((slug) => path === `/${slug}` || path.startsWith(`/${slug}/`))

export const endpoints: Endpoint[] = routes.filter((route) => !collectionOf(route)).map(asEndpoint)

/** Payload looks a path up in its collection first. Ours come before Payload's own and so replace them. */
export const collectionEndpoints: Record<string, Endpoint[]> = Object.fromEntries(
  COLLECTIONS.map((slug) => [
    slug,
    routes
      .filter((route) => collectionOf(route) === slug)
      .map((route) => ({ ...asEndpoint(route), path: route.path.slice(slug.length + 1) || '/' })),
  ]),
)
