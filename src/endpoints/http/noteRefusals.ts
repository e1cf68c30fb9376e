import type { Endpoint } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { refusalsOf } from '@/domain/errors'
import { noteRefusal } from '@/operations/users/noteAccess'

/** Who was refused what by 401 or 403 is in the audit log. */
export const notingRefusals =
  (name: string, handler: Endpoint['handler']): Endpoint['handler'] =>
  async (req) => {
    try {
      return await handler(req)
    } catch (error) {
      const code = refusalsOf(error)[0]?.code
      if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')
        noteRefusal(req.payload, { route: name, code, caller: callerOf(req), now: now() })
      throw error
    }
  }
