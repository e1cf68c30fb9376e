import type { CollectionAfterOperationHook, PayloadRequest } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { recordAudit, recordLook as noteLook } from '@/db/audit'
import { reading, within, type Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { filtersOf, peopleIn } from '@/domain/audit/looks'

type Asked = { overrideAccess?: boolean; where?: unknown }
type Subject = 'visitors' | 'participants'

/**
 * Every look at people by a signed-in caller is in the audit log: one profile, a list with whatever columns, people
 * who come along with their bookings, and how many fit a filter, which tells as much as showing them.
 */
export const recordLook =
  (subject: Subject): CollectionAfterOperationHook =>
  async ({ args, operation, result, req }) => {
    const { overrideAccess, where } = args as unknown as Asked
    const caller = callerOf(req)
    // A screen that reads again what it shows is the same look.
    if (overrideAccess || !caller || req.context.lookRecorded === true) return result
    const fields = filtersOf(subject, where)
    const log = { req, caller, subject }
    if (operation === 'count' && fields.length > 0) await noteCount(log, fields)
    if (operation === 'findByID' && subject === 'visitors' && isRecord(result)) await noteView(log, String(result.id))
    const people = operation === 'find' ? peopleIn(subject, result, fields.length > 0) : []
    if (people.length > 0) await noteList(log, people)
    return result
  }

const isRecord = (result: unknown): result is { id: string } =>
  typeof result === 'object' && result !== null && 'id' in result

type Log = { req: PayloadRequest; caller: Caller; subject: Subject }

const dbOf = async (req: PayloadRequest): Promise<Db> => (req.transactionID ? within(req) : reading(req.payload))

const noteView = async ({ req, caller, subject }: Log, id: string): Promise<void> =>
  recordAudit(await dbOf(req), { at: now(), action: 'visitor.viewed', subject, subjectId: id, caller, changes: {} })

const noteCount = async ({ req, caller, subject }: Log, fields: readonly string[]): Promise<void> =>
  recordAudit(await dbOf(req), {
    at: now(),
    action: 'visitors.counted',
    subject,
    subjectId: 'count',
    caller,
    changes: { fields },
  })

const noteList = async ({ req, caller, subject }: Log, visitors: readonly string[]): Promise<void> =>
  noteLook(await dbOf(req), { at: now(), subject, subjectId: 'list', caller, visitors })
