import type { Payload } from 'payload'
import { recordLook } from '@/db/audit'
import { MOST_ENTRIES, pageOfLog, peopleInLog, type LogFilter, type LogRow, type PersonInLog } from '@/db/audit-list'
import { namesInLog } from '@/db/audit-names'
import { lastVerified } from '@/db/audit-state'
import { mayChangeLog } from '@/db/rights'
import { reading } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import type { AuditAction, AuditSubject } from '@/domain/audit/entry'
import { isId } from '@/domain/ids'

export { MOST_ENTRIES }

export type LogEntry = {
  id: string
  at: string
  action: AuditAction
  subject: AuditSubject
  subjectId: string
  /** The current title of what it is about; null for people, and for what is gone. */
  subjectName: string | null
  /** The person it is about, after merges. */
  person: PersonInLog | null
  /** How many people a list showed. */
  people: number | null
  /** Who they are, for one entry alone. */
  listed: PersonInLog[]
  actor: { kind: 'users' | 'volunteers' | 'integrations'; id: string; name: string | null } | null
  via: 'panel' | 'api' | 'bot' | 'system' | null
  address: string | null
}

/** Whether the log can be trusted: what the last check found, and whether the product itself could change it. */
export type LogTrust = { verifiedAt: string | null; changed: boolean; guarded: boolean }

export type LogPage = {
  docs: LogEntry[]
  totalDocs: number
  isMore: boolean
  page: number
  limit: number
  trust: LogTrust
}

const EVERYTHING: LogFilter = { entry: null, visitor: null, account: null, actions: null, from: null, until: null }

type Asked = { filter: Partial<LogFilter>; page: number; limit: number; caller: Caller; now: Date }

/**
 * The log as administrators read it: who did what to whom. `visitor` leaves what concerns that person, through merges.
 * Names are looked up when it is read, since the log holds none, and whom a page names was looked at.
 */
export const readLog = async (payload: Payload, { filter, page, limit, caller, now }: Asked): Promise<LogPage> => {
  const db = reading(payload)
  const { rows, count } = await pageOfLog(db, { ...EVERYTHING, ...filter }, { page, limit })
  const ids = (of: (row: LogRow) => string | null): string[] => rows.map(of).filter(isId)
  const [verified, open, names, people] = await Promise.all([
    lastVerified(db),
    mayChangeLog(db),
    namesInLog(db, [...ids(({ subjectId }) => subjectId), ...ids(({ actorId }) => actorId)]),
    peopleInLog(db, [
      ...ids(({ subject, subjectId }) => (subject === 'visitors' || subject === 'participants' ? subjectId : null)),
      ...(filter.entry ? rows.flatMap(({ people: listed }) => (listed ?? []).filter(isId)) : []),
    ]),
  ])
  const named = [...new Set([...people.values()].map(({ id }) => id))]
  if (named.length > 0)
    await recordLook(db, { at: now, subject: 'visitors', subjectId: 'log', caller, visitors: named })
  return {
    docs: rows.map((row) => asEntry(row, names, people)),
    totalDocs: Math.min(count, MOST_ENTRIES),
    isMore: count > MOST_ENTRIES,
    page,
    limit,
    trust: { verifiedAt: verified?.at ?? null, changed: Boolean(verified?.fault), guarded: !open },
  }
}

const asEntry = (row: LogRow, names: Map<string, string>, people: Map<string, PersonInLog>): LogEntry => {
  const { id, at, actorKind, actorId, subjectId, address } = row
  return {
    id,
    at: at.toISOString(),
    action: row.action as AuditAction,
    subject: row.subject as AuditSubject,
    subjectId,
    subjectName: names.get(subjectId) ?? null,
    person: people.get(subjectId) ?? null,
    people: row.people?.length ?? null,
    listed: (row.people ?? []).flatMap((one) => people.get(one) ?? []),
    actor:
      actorKind !== null && actorId !== null
        ? {
            kind: actorKind as NonNullable<LogEntry['actor']>['kind'],
            id: actorId,
            name: names.get(actorId) ?? null,
          }
        : null,
    via: row.via as LogEntry['via'],
    address,
  }
}
