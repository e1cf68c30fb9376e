import type { Payload } from 'payload'
import places from './data/places.json'
import services from './data/services.json'

type CatalogueService = (typeof services)[number] & {
  bookingWindow: { value: number; unit: 'days' | 'occurrences' }
  registration?: boolean
  allowOverlap?: boolean
  mksId?: number
}

/**
 * The places and services a day centre starts with. Existing ones, found by title, are not touched, because an
 * administrator may have changed them.
 */
export const seedCatalogue = async (payload: Payload): Promise<void> => {
  const known = async (collection: 'places' | 'services'): Promise<Set<string>> =>
    new Set((await payload.find({ collection, pagination: false, depth: 0 })).docs.map(({ title }) => title))
  const [knownPlaces, knownServices] = [await known('places'), await known('services')]
  for (const data of places.filter(({ title }) => !knownPlaces.has(title)))
    await payload.create({ collection: 'places', data })
  for (const data of (services as CatalogueService[]).filter(({ title }) => !knownServices.has(title)))
    await payload.create({ collection: 'services', data })
}
