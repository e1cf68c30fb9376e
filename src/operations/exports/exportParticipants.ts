import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { openExport, type ExportFilter, type Opened } from '@/db/participant-export'
import { reading } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { COLUMNS, mayExport, type ColumnId } from '@/domain/exports/columns'

type Asked = {
  format: 'xlsx' | 'html' | 'json'
  columns: readonly ColumnId[] | null
  filter: ExportFilter
  caller: Caller
  now: Date
}
export type ParticipantExport = Opened & { columns: readonly ColumnId[] }

/** Each export holds a connection while the client reads, and bookings need connections more. */
const MOST_AT_ONCE = 4
let open = 0

/**
 * Participants as rows, ready for any format. The export is in the audit log before the first row is sent: its filters,
 * columns and number of rows, but no names. Without `columns`, all columns the caller may see.
 */
export const exportParticipants = async (
  payload: Payload,
  { format, columns, filter, caller, now }: Asked,
): Promise<ParticipantExport> => {
  const shown = columns ?? COLUMNS.filter((column) => mayExport(caller, column))
  if (shown.some((column) => !mayExport(caller, column))) throw new Refusal('FORBIDDEN')
  if (open >= MOST_AT_ONCE) throw new Refusal('BUSY')
  open += 1
  let counted = true
  const leave = (): void => {
    if (counted) open -= 1
    counted = false
  }
  try {
    const opened = await openExport(payload, shown, filter)
    const close = (): Promise<void> => opened.close().finally(leave)
    try {
      const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
      await recordAudit(reading(payload), {
        at: now,
        action: 'participants.exported',
        subject: 'participants',
        subjectId: 'export',
        caller,
        changes: { format, columns: shown, filter: given, rows: opened.total },
      })
    } catch (error) {
      await close()
      throw error
    }
    return { columns: shown, total: opened.total, rows: thenLeave(opened.rows, leave), close }
  } catch (error) {
    leave()
    throw error
  }
}

async function* thenLeave<Item>(items: AsyncGenerator<Item>, leave: () => void): AsyncGenerator<Item> {
  try {
    yield* items
  } finally {
    leave()
  }
}
