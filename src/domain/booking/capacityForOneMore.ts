import type { ErrorCode } from '@/domain/errors'

type Places = { capacity: number; participants: number; dayCapacity: number; dayParticipants: number }

/** What the capacities have to become; null: that one is enough. */
export type RaisedCapacity = { service: number; day: number | null } | { service: null; day: number }

/** Which capacities have to grow for one more person; null when capacity is not what refused them. */
export const capacityForOneMore = (
  code: ErrorCode | undefined,
  { capacity, participants, dayCapacity, dayParticipants }: Places,
): RaisedCapacity | null => {
  if (code === 'EVENT_FULL') return { day: Math.max(dayCapacity, dayParticipants) + 1, service: null }
  if (code !== 'OCCURRENCE_FULL') return null
  const service = Math.max(capacity, participants) + 1
  // A service never has more places than its day.
  return { day: service > dayCapacity ? service : null, service }
}
