import type { Db } from '@/db/sql'
import { visitorNames } from '@/db/upcoming'
import type { AffectedPerson } from '@/domain/events/impact'
import { type Caller, isStaff } from '@/domain/access/caller'

/** Adds names for staff, who have to decide about people. Other callers get ids only. */
export const withNames = async <People extends { participants: AffectedPerson[] }>(
  db: Db,
  impact: People,
  caller: Caller,
): Promise<People> => {
  if (!isStaff(caller) || impact.participants.length === 0) return impact
  const names = await visitorNames(
    db,
    impact.participants.map(({ visitor }) => visitor),
  )
  return {
    ...impact,
    participants: impact.participants.map((one) => ({ ...one, visitorName: names.get(one.visitor) ?? null })),
  }
}
