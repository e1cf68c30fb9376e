import type { PayloadRequest } from 'payload'
import type { MergeRecord } from '@/db/merge-records'
import { Refusal } from '@/domain/errors'
import { fullName } from '@/domain/visitors/name'
import type { Visitor } from '@/payload-types'

/** The survivor as the API returns it, with the values after the merge. */
export const readMerged = async (req: PayloadRequest, after: MergeRecord): Promise<Visitor> => {
  const stored = await req.payload.findByID({
    collection: 'visitors',
    id: after.id,
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
    req,
  })
  if (!stored) throw new Refusal('NOT_FOUND')
  const { erasedAt: _, mergedInto: __, registeredBy: ___, cardTwin: ____, ...values } = after
  return { ...stored, ...values, fullName: fullName(after) }
}
