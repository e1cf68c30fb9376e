import { type FieldError, invalid, Refusal } from '@/domain/errors'
import type { EventInput } from './input'
import type { CatalogueService } from './lines'
import type { Series } from './series'

export type CataloguePlace = { id: string; zone: string; active: boolean }
export type Catalogue = { places: ReadonlyMap<string, CataloguePlace>; services: ReadonlyMap<string, CatalogueService> }

/** Refuses unknown records, and inactive ones unless the event already uses them. */
export const checkReferences = (input: EventInput, stored: Series | null, { places, services }: Catalogue): void => {
  const errors: FieldError[] = []
  if (input.place !== undefined) {
    const place = places.get(input.place)
    if (!place) throw new Refusal('PLACE_NOT_FOUND', { path: 'place', place: input.place })
    if (!place.active && stored?.place !== place.id) errors.push({ path: 'place', message: 'fieldInactive' })
  }
  const used = new Set(stored?.services.map(({ service }) => service))
  for (const [index, line] of (input.services ?? []).entries()) {
    const service = services.get(line.service)
    const path = `services.${index}.service`
    if (!service) throw new Refusal('SERVICE_NOT_FOUND', { path, service: line.service })
    if (!service.active && !used.has(service.id)) errors.push({ path, message: 'fieldInactive' })
  }
  if (errors.length > 0) throw invalid(...errors)
}
