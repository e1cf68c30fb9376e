import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { cardRow, type CardRow } from '@/db/own-bookings'
import { reading } from '@/db/sql'
import { lastMarked } from '@/db/visitor-profile'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

export type Card = CardRow & { missed: number; of: number; lastMissedOn: string | null }

const LAST_VISITS = 5

/** What a volunteer at the door needs to know about somebody. Opening it is recorded in the audit log. */
export const visitorCard = async (
  payload: Payload,
  { id: asked, look, caller, now }: { id: string; look: boolean; caller: Caller; now: Date },
): Promise<Card> => {
  const db = reading(payload)
  const row = await cardRow(db, asked)
  if (!row) throw new Refusal('VISITOR_NOT_FOUND', { visitor: asked })
  const { id } = row
  if (look)
    await recordAudit(db, {
      at: now,
      action: 'visitor.viewed',
      subject: 'visitors',
      subjectId: id,
      caller,
      changes: {},
    })
  const marked = await lastMarked(db, id, now, LAST_VISITS)
  const missed = marked.filter((visit) => visit.missed)
  return { ...row, missed: missed.length, of: marked.length, lastMissedOn: missed[0]?.date ?? null }
}
