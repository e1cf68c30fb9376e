import {
  type CollectionBeforeOperationHook,
  type FlattenedField,
  parseCookies,
  type PayloadRequest,
  type Where,
} from 'payload'
import { ZONE_COOKIE } from '@/config/zoneCookie'
import { wholeDays } from '@/domain/lists/days'
import { literalWhere } from '@/domain/lists/literal'
import { untilId } from '@/domain/lists/order'
import { isZone } from '@/domain/time/zone'

type Reading = { id?: unknown; where?: Where; sort?: string | string[] }

/**
 * Every list, the panel's and the API's: its order ends with the id, its searches are literal, and a day picked in a
 * filter of the panel is that day where the viewer is.
 */
export const readAsAsked: CollectionBeforeOperationHook = ({ args, operation, req, collection }) => {
  const { id, where, sort } = args as Reading
  const zone = zoneOfViewer(req)
  const asked = where && zone ? wholeDays(where, zone, (path) => picksDays(collection.flattenedFields, path)) : where
  return {
    ...args,
    ...(asked && { where: literalWhere(asked) }),
    ...(operation === 'read' && id === undefined && { sort: untilId(sort ?? collection.defaultSort) }),
  } as typeof args
}

/** Only where the panel reads a list by itself. A caller of the API says instants, and means them. */
const zoneOfViewer = (req: PayloadRequest): string | null => {
  if (req.payloadAPI === 'REST' || !req.headers?.get('cookie')) return null
  const zone = parseCookies(req.headers).get(ZONE_COOKIE)
  return isZone(zone) ? zone : null
}

const picksDays = (fields: readonly FlattenedField[], path: string): boolean => {
  const [name, ...rest] = path.split('.')
  const field = fields.find((one) => one.name === name)
  if (field?.type === 'group') return picksDays(field.flattenedFields, rest.join('.'))
  if (field?.type !== 'date' || rest.length > 0) return false
  return !['dayAndTime', 'timeOnly', 'monthOnly'].includes(field.admin?.date?.pickerAppearance ?? 'default')
}
