import type { Payload } from 'payload'
import { currentTrace } from '@/config/trace'
import { recordAudit } from '@/db/audit'
import { reading } from '@/db/sql'
import { userOfEmail } from '@/db/users'
import type { AuditAction, Facts } from '@/domain/audit/entry'
import type { Caller } from '@/domain/access/caller'
import { rememberNews } from '@/domain/limits/news'
import { networkOf } from '@/domain/limits/network'
import { faultOf } from '@/operations/errors/faultOf'
import { logEvent } from '@/config/log'

const AGAIN_MS = 600_000
/** Of more sources than that within ten minutes, some are written down twice rather than one not at all. */
const MOST_REMEMBERED = 5_000

/** So that a failing program leaves one line in ten minutes, and not thousands. */
const isNews = rememberNews({ forMs: AGAIN_MS, most: MOST_REMEMBERED })

type Refused = { route: string; code: string; caller: Caller | null; now: Date }

/** Records a 401 or 403 in the audit log. Does not wait for the write, and a failure of it does not matter. */
export const noteRefusal = (payload: Payload, { route, code, caller, now }: Refused): void => {
  const address = networkOf(currentTrace()?.address ?? null)
  const who = caller ? `${caller.kind}:${caller.id}:${route}` : `anonymous:${address}`
  if (!isNews(`refused:${who}:${code}`, now.getTime())) return
  void recordAudit(reading(payload), {
    at: now,
    action: 'request.refused',
    subject: 'requests',
    subjectId: route,
    caller,
    anonymous: caller === null,
    changes: { reason: code },
  }).catch(untold)
}

const untold = (error: unknown): void =>
  logEvent({ level: 'warn', msg: 'an access could not be written down', err: faultOf(error), routine: true })

type Signing = { action: AuditAction; email: string; caller: Caller | null; changes?: Facts; now: Date }

/** Records a sign-in, a failed sign-in or a request for a new password. Stores the account, but not what was typed. */
export const noteSigning = async (
  payload: Payload,
  { action, email, caller, changes = {}, now }: Signing,
): Promise<void> => {
  const db = reading(payload)
  const account = caller?.id ?? (await userOfEmail(db, email.toLowerCase().trim()))
  const address = networkOf(currentTrace()?.address ?? null)
  if (account === null && !isNews(`${action}:${address}`, now.getTime())) return
  await recordAudit(db, {
    at: now,
    action,
    subject: 'users',
    subjectId: account ?? 'unknown',
    caller,
    anonymous: caller === null,
    changes,
  })
}
