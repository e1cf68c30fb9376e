import type { Caller } from '@/domain/access/caller'
import type { Db } from './sql'

export type AuditEntry = {
  at: Date
  /** `noun.verb`, for example `participant.booked`. */
  action: string
  subject: string
  subjectId: string
  /** null: the system itself, the command line. */
  caller: Caller | null
  changes: Record<string, unknown>
}

/** Writes entries in the transaction of the change they speak of, all in one statement. */
export const recordAudit = async (db: Db, ...entries: AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return
  await db.rows(
    `INSERT INTO audit_log (id, at, action, subject, subject_id, actor_kind, actor_id, changes)
     SELECT gen_random_uuid(), e.at, e.action, e.subject, e.subject_id, e.actor_kind, e.actor_id, e.changes
       FROM jsonb_to_recordset($1::jsonb) AS e(at timestamptz, action text, subject text, subject_id text, actor_kind text, actor_id text, changes jsonb)`,
    [JSON.stringify(entries.map((entry) => ({
      at: entry.at.toISOString(),
      action: entry.action,
      subject: entry.subject,
      subject_id: entry.subjectId,
      actor_kind: entry.caller?.kind ?? null,
      actor_id: entry.caller?.id ?? null,
      changes: entry.changes,
    })))],
    'record-audit',
  )
}
