import type { CollectionAfterOperationHook, PayloadRequest } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { recordAudit } from '@/db/audit'
import { reading, within } from '@/db/sql'
import type { AuditAction, Facts } from '@/domain/audit/entry'

/** Every look at a person by a signed-in caller is in the audit log: one profile, or a list of people. */
export const recordLook: CollectionAfterOperationHook = async ({ args, operation, result, req }) => {
  if ((args as { overrideAccess?: boolean }).overrideAccess || !callerOf(req)) return result
  if (operation === 'findByID' && isVisitor(result)) await record(req, 'visitor.viewed', result.id, {})
  // What the panel sends for a relationship field: a request for titles.
  if (
    operation === 'find' &&
    isList(result) &&
    result.docs.length > 0 &&
    !isTitles((args as { select?: object }).select)
  ) {
    await record(req, 'visitors.listed', 'list', { ids: result.docs.map(({ id }) => id) })
  }
  return result
}

const isTitles = (select: object | null | undefined): boolean =>
  !!select && Object.keys(select).every((field) => ['id', 'fullName', 'cardNumber'].includes(field))
const isVisitor = (result: unknown): result is { id: string } =>
  typeof result === 'object' && result !== null && 'id' in result
const isList = (result: unknown): result is { docs: { id: string }[] } =>
  typeof result === 'object' && result !== null && 'docs' in result

const record = async (req: PayloadRequest, action: AuditAction, subjectId: string, changes: Facts): Promise<void> => {
  const db = req.transactionID ? await within(req) : reading(req.payload)
  await recordAudit(db, { at: now(), action, subject: 'visitors', subjectId, caller: callerOf(req), changes })
}
