import type { FieldHook } from 'payload'
import { zonesOfPlaces } from '@/db/places'
import { loaderOf } from '../loaders'

/** The zone of the place, so that a list can show the place's clock. One statement per list. */
export const readTimezone: FieldHook = async ({ originalDoc, data, req }) => {
  const place: unknown = (originalDoc ?? data)?.place
  const id = typeof place === 'object' && place !== null && 'id' in place ? place.id : place
  if (typeof id !== 'string') return null
  return (await loaderOf(req, 'timezone', zonesOfPlaces).load(id)) ?? null
}
