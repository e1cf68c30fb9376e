import { sourceOf, type Caller } from '@/domain/access/caller'
import { sealer } from './person-keys'
import type { Db } from './sql'

export type AuditEntry = {
  at: Date
  /** `noun.verb`, for example `participant.booked`. */
  action: string
  subject: string
  subjectId: string
  /** null: the system itself, the command line. */
  caller: Caller | null
  /** Ids, dates, numbers, names of fields: nothing about a person. */
  changes: Record<string, unknown>
  /** What is about a visitor: kept under that person's own key, gone when the person is erased. */
  person?: { id: string; values: Record<string, unknown> }
}

/** Writes entries in the transaction of the change they speak of, all in one statement. */
export const recordAudit = async (db: Db, ...entries: AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return
  const seal = await sealer(db, entries.flatMap(({ person }) => (person ? [person.id] : [])))
  await db.rows(
    `INSERT INTO audit_log (id, at, action, subject, subject_id, actor_kind, actor_id, via, address, request_id, changes, sealed)
     SELECT gen_random_uuid(), e.at, e.action, e.subject, e.subject_id, e.actor_kind, e.actor_id, e.via, e.address, e.request_id, e.changes, e.sealed
       FROM jsonb_to_recordset($1::jsonb) AS e(at timestamptz, action text, subject text, subject_id text, actor_kind text, actor_id text, via text, address text, request_id text, changes jsonb, sealed jsonb)`,
    [JSON.stringify(entries.map((entry) => ({
      at: entry.at.toISOString(),
      action: entry.action,
      subject: entry.subject,
      subject_id: entry.subjectId,
      actor_kind: entry.caller?.kind ?? null,
      actor_id: entry.caller?.id ?? null,
      via: entry.caller ? sourceOf(entry.caller) : 'system',
      address: entry.caller?.origin?.address ?? null,
      request_id: entry.caller?.origin?.requestId ?? null,
      changes: entry.changes,
      sealed: entry.person ? seal(entry.person.id, entry.person.values) : null,
    })))],
    'record-audit',
  )
}
