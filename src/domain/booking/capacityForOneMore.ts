import type { ErrorCode } from '@/domain/errors'

type Places = { capacity: number; participants: number; dayCapacity: number; dayParticipants: number }

/** The capacities needed. null: this one is large enough already. */
type RaisedCapacity = { service: number; day: number | null } | { service: null; day: number }

/** Which capacities have to grow for one more person; null if the refusal was not about capacity. */
export const capacityForOneMore = (
  code: ErrorCode | undefined,
  { capacity, participants, dayCapacity, dayParticipants }: Places,
): RaisedCapacity | null => {
  if (code === 'EVENT_FULL') return { day: Math.max(dayCapacity, dayParticipants) + 1, service: null }
  if (code !== 'OCCURRENCE_FULL') return null
  const service = Math.max(capacity, participants) + 1
  // A service can't have more places than its day.
  return { day: service > dayCapacity ? service : null, service }
}
