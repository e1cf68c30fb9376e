import type { Db } from '@/db/sql'
import { lockVersion, type WithForm } from '@/db/versions'
import { Refusal } from '@/domain/errors'

/**
 * A form sends all its fields, so it would undo what somebody else has changed since it was opened. Refuses to save
 * over a version that the sender has not seen. `seen` is null for whoever does not say what they have read.
 */
export const refuseStale = async (db: Db, slug: WithForm, id: string, seen: Date | null): Promise<void> => {
  if (seen === null) return
  const version = await lockVersion(db, slug, id)
  if (version !== null && version.getTime() !== seen.getTime())
    throw new Refusal('CHANGED_MEANWHILE', { updatedAt: version.toISOString() })
}
