import type { AuditEntry } from '@/db/audit'
import type { MergeRecord } from '@/db/merge-records'
import type { Caller } from '@/domain/access/caller'
import type { FactName } from '@/domain/audit/entry'
import type { FieldChange, FieldChanges, Side } from '@/domain/merges/fields'

type About = {
  survivor: MergeRecord
  other: MergeRecord
  fields: FieldChanges
  moved: Record<string, unknown>
  caller: Caller | null
  now: Date
}

/** Not logged, because they follow from the status and the card. */
const UNTOLD = ['registeredBy', 'cardTwin']

/** One entry for each record. Field values are stored under each person's own key. */
export const auditOfMerge = (
  action: 'visitor.merged' | 'visitor.mergeUndone',
  { survivor, other, fields, moved, caller, now }: About,
): AuditEntry[] => {
  const entry = (side: Side, id: string, changes: AuditEntry['changes']): AuditEntry => {
    const told = Object.entries(fields).filter(
      ([field, change]) => !UNTOLD.includes(field) && change.was[side] !== change.became[side],
    ) as [FactName, FieldChange][]
    const values = (when: 'was' | 'became') =>
      Object.fromEntries(told.map(([field, change]) => [field, change[when][side]]))
    const [before, after] =
      action === 'visitor.merged' ? [values('was'), values('became')] : [values('became'), values('was')]
    return {
      at: now,
      action,
      subject: 'visitors',
      subjectId: id,
      caller,
      changes: { ...changes, fields: told.map(([field]) => field) },
      person: { id, values: { before, after } },
    }
  }
  return [
    entry('survivor', survivor.id, { from: other.id, counts: moved }),
    entry('other', other.id, { to: survivor.id }),
  ]
}
