import { currentRequestId, currentTrace } from '@/config/trace'
import { sourceOf, type Caller } from '@/domain/access/caller'
import type { AuditAction, AuditSubject, Facts, PersonalFacts } from '@/domain/audit/entry'
import { sealer } from './person-keys'
import { bool, text } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

export type AuditEntry = {
  at: Date
  /** `noun.verb`, for example `participant.booked`. */
  action: AuditAction
  subject: AuditSubject
  subjectId: string
  /** null: the system itself or the command line. */
  caller: Caller | null
  /** Without a caller: somebody who is not signed in. Only the address is known. */
  anonymous?: boolean
  /** Must not contain personal data. */
  changes: Facts
  /** Personal data about a visitor. Encrypted with that person's key, and unreadable once the person is erased. */
  person?: { id: string; values: PersonalFacts }
}

const RECORD_AUDIT = prepared(
  'record-audit',
  `INSERT INTO audit_log (id, at, action, subject, subject_id, actor_kind, actor_id, via, address, request_id,
         changes, sealed)
   SELECT gen_random_uuid(), e.at, e.action, e.subject, e.subject_id, e.actor_kind, e.actor_id, e.via, e.address,
          e.request_id, e.changes, e.sealed
     FROM jsonb_to_recordset($1::jsonb) AS e(at timestamptz, action text, subject text, subject_id text,
           actor_kind text, actor_id text, via text, address text, request_id text, changes jsonb, sealed jsonb)`,
)

/** Writes entries in one statement, in the transaction of the change they describe. */
export const recordAudit = async (db: Db, ...entries: AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return
  const seal = await sealer(
    db,
    entries.flatMap(({ person }) => (person ? [person.id] : [])),
  )
  await db.rows(RECORD_AUDIT, [
    JSON.stringify(
      entries.map((entry) => ({
        at: entry.at.toISOString(),
        action: entry.action,
        subject: entry.subject,
        subject_id: entry.subjectId,
        actor_kind: entry.caller?.kind ?? null,
        actor_id: entry.caller?.id ?? null,
        via: entry.caller ? sourceOf(entry.caller) : entry.anonymous ? 'api' : 'system',
        address:
          entry.caller || entry.anonymous ? (entry.caller?.origin?.address ?? currentTrace()?.address ?? null) : null,
        request_id: entry.caller?.origin?.requestId ?? currentRequestId(),
        changes: entry.changes,
        sealed: entry.person ? seal(entry.person.id, entry.person.values) : null,
      })),
    ),
  ])
}

type Look = { at: Date; subject: AuditSubject; subjectId: string; caller: Caller; visitors: readonly string[] }

const NOT_SHOWN_YET = prepared(
  'not-shown-yet',
  `SELECT shown.id FROM unnest($6::text[]) WITH ORDINALITY AS shown(id, position)
    WHERE NOT EXISTS (
      SELECT 1 FROM audit_log AS before
       WHERE before.subject_id = $3 AND before.subject = $2 AND before.action = 'visitors.listed'
         AND before.actor_kind = $4 AND before.actor_id = $5
         AND before.at > $1::timestamptz - interval '10 minutes' AND before.at <= $1::timestamptz
         AND before.changes->'ids' ? shown.id)
    ORDER BY shown.position`,
  { id: text },
)

/**
 * Records that a caller was shown these visitors. A list that stays open is reloaded often, so visitors whom the same
 * caller was shown there in the last ten minutes are left out.
 */
export const recordLook = async (db: Db, { at, subject, subjectId, caller, visitors }: Look): Promise<void> => {
  const rows = await db.rows(NOT_SHOWN_YET, [at, subject, subjectId, caller.kind, caller.id, visitors])
  if (rows.length > 0)
    await recordAudit(db, {
      at,
      action: 'visitors.listed',
      subject,
      subjectId,
      caller,
      changes: { ids: rows.map(({ id }) => id) },
    })
}

const VIEWED_LATELY = prepared(
  'viewed-lately',
  `SELECT EXISTS (
     SELECT 1 FROM audit_log
      WHERE subject_id = $2 AND subject = 'visitors' AND action = 'visitor.viewed'
        AND actor_kind = $3 AND actor_id = $4
        AND at > $1::timestamptz - interval '10 minutes' AND at <= $1::timestamptz) AS viewed`,
  { viewed: bool },
)

/** Whether this caller opened this visitor in the last ten minutes. */
export const viewedLately = async (db: Db, visitor: string, caller: Caller, now: Date): Promise<boolean> => {
  const [row] = await db.rows(VIEWED_LATELY, [now, visitor, caller.kind, caller.id])
  return row?.viewed ?? false
}
