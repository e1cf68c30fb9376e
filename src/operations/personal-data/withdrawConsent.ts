import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { recordAudit } from '@/db/audit'
import { weighErasure } from '@/db/erasure'
import { leadsTo } from '@/db/merged'
import { reading, within } from '@/db/sql'
import { isStaff, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

export type Withdrawn = { id: string; withdrawnAt: string; upcoming: number }

/**
 * Records that somebody withdrew consent. Nothing is deleted yet: bookings may still be wanted until the evening, and
 * the law gives the charity some days. From now on the profile shows it and offers to erase. A second call changes
 * nothing.
 */
export const withdrawConsent = async (
  req: PayloadRequest,
  { id: asked, caller, now }: { id: string; caller: Caller; now: Date },
): Promise<Withdrawn> => {
  if (!isStaff(caller)) throw new Refusal('FORBIDDEN')
  const id = (await leadsTo(reading(req.payload), asked)) ?? asked
  await initTransaction(req)
  try {
    const visitor = await req.payload.findByID({
      collection: 'visitors',
      id,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
      req,
    })
    if (!visitor) throw new Refusal('NOT_FOUND')
    const db = await within(req)
    const withdrawnAt = visitor.consent?.withdrawnAt ?? now.toISOString()
    if (!visitor.consent?.withdrawnAt) {
      await req.payload.update({
        collection: 'visitors',
        id,
        data: { consent: { ...visitor.consent, withdrawnAt } },
        depth: 0,
        overrideAccess: true,
        req,
      })
      await recordAudit(db, {
        at: now,
        action: 'visitor.consentWithdrawn',
        subject: 'visitors',
        subjectId: id,
        caller,
        changes: { at: withdrawnAt },
      })
    }
    const weighed = await weighErasure(db, id, now)
    await commitTransaction(req)
    return { id, withdrawnAt, upcoming: weighed?.upcoming ?? 0 }
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}
