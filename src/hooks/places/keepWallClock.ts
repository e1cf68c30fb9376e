import type { CollectionBeforeChangeHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import { isZone } from '@/domain/time/zone'
import { changeZone } from '@/operations/places/changeZone'

/** Another zone of a place: the times of day of its dates to come stay, and so their instants move. */
export const keepWallClock: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  // What is no zone is refused by the field, which is checked after this.
  if (operation !== 'update' || !isZone(data.timezone) || data.timezone === originalDoc?.timezone) return data
  await changeZone(await within(req), {
    place: String(originalDoc?.id),
    zone: data.timezone,
    confirm: req.payloadAPI !== 'REST' || req.query.confirm === 'true',
    caller: callerOf(req),
    now: now(),
  })
  return data
}
