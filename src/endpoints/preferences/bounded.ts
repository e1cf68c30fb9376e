import type { Endpoint } from 'payload'
import { callerOf } from '@/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { makeRoomForPreference } from '@/operations/users/makeRoomForPreference'

const KEY = /^[\w./-]{1,120}$/
const MOST_BYTES = 20_000

/** Columns and tabs of lists: a few of them, and small. Payload would keep whatever anybody sends. */
export const boundedPreference =
  (save: Endpoint['handler']): Endpoint['handler'] =>
  async (req) => {
    const key = req.routeParams?.key
    const caller = callerOf(req)
    if (typeof key !== 'string' || !KEY.test(key)) throw invalid({ path: 'key', message: 'fieldInvalid' })
    const text = (await req.text?.()) ?? ''
    if (text.length > MOST_BYTES) throw new Refusal('BODY_TOO_LARGE')
    if (caller) await makeRoomForPreference(req.payload, caller.id, key)
    req.json = async () => JSON.parse(text || '{}') as unknown
    return save(req)
  }
