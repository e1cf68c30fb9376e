import type { RosterOccurrence } from './roster'

/** Which capacities have to grow for one more person, the day's first: a service never has more places than its day. */
export type Room = {
  service: boolean
  wholeDay: boolean
  to: number
  dayTo: number | null
  steps: { path: string; capacity: number }[]
}

export const roomFor = (
  code: string | undefined,
  { id, eventDay, capacity, participants, dayCapacity, dayParticipants }: RosterOccurrence,
): Room | null => {
  if (code !== 'OCCURRENCE_FULL' && code !== 'EVENT_FULL') return null
  const day = (places: number) => ({ path: `/api/event-days/${eventDay}`, capacity: places })
  if (code === 'EVENT_FULL') {
    const to = Math.max(dayCapacity, dayParticipants) + 1
    return { service: false, wholeDay: true, to, dayTo: to, steps: [day(to)] }
  }
  const to = Math.max(capacity, participants) + 1
  const wholeDay = to > dayCapacity
  const service = { path: `/api/occurrences/${id}`, capacity: to }
  return { service: true, wholeDay, to, dayTo: wholeDay ? to : null, steps: wholeDay ? [day(to), service] : [service] }
}
