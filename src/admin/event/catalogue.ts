import type { Service } from '@/payload-types'

/** All services, for forms and lists of an event: one request, shared by all that ask. */
export const CATALOGUE = '/api/services?limit=200&depth=0&sort=title'
export type CatalogueService = Pick<Service, 'id' | 'title' | 'capacity' | 'bookingWindow' | 'active'>
