import type { App, Client } from '../helpers/app'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'

export const CLIENTS = 64
export const DATE = '2026-12-02'

export type Scene = { a: string; b: string; day: string; visitors: string[] }

export const setTheScene = async (
  app: App,
  { capacity, dayCapacity }: { capacity: number; dayCapacity: number },
): Promise<Scene> => {
  const place = await makePlace(app.pool)
  const service = await makeService(app.pool)
  const lines = ['12', '14'].map((hour) => ({ service, startTime: `${hour}:00`, endTime: `${hour}:30`, capacity }))
  const made = await makeEvent(app.pool, { place, dates: [DATE], capacity: dayCapacity, lines })
  return {
    a: made.occurrences[0]?.[0] ?? '',
    b: made.occurrences[0]?.[1] ?? '',
    day: made.days[0] ?? '',
    visitors: await makeVisitors(app.pool, CLIENTS),
  }
}

/** A small generator, so that a run that fails can be run again. */
const dice = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

/** 64 clients at once, each with one person: hold, book one or both services, cancel, book again. */
export const rush = async (
  key: Client,
  staff: Client,
  { a, b, day, visitors }: Scene,
  seed: number,
  edits: boolean,
): Promise<number[]> => {
  const statuses: number[] = []
  const note = <Answer extends { status: number }>(answer: Answer): Answer => {
    statuses.push(answer.status)
    return answer
  }
  await Promise.all(
    visitors.map(async (visitor, index) => {
      const roll = dice(seed + index)
      const wanted = roll() < 0.4 ? [a, b] : [roll() < 0.5 ? a : b]
      if (roll() < 0.3) note(await key.post('/holds', { visitor, occurrence: wanted[0] }))
      const booked = note(
        await key.post<{ participants?: { id: string }[] }>('/bookings', { visitor, occurrences: wanted }),
      )
      const first = booked.body.participants?.[0]
      if (first && roll() < 0.4) {
        note(await key.post(`/participants/${first.id}/cancel`))
        if (roll() < 0.5) note(await key.post('/bookings', { visitor, occurrences: [wanted[0]] }))
      }
      if (edits && index % 16 === 0) {
        note(await staff.patch(`/occurrences/${a}`, { capacity: 3 + Math.floor(roll() * 5) }))
        note(await staff.patch(`/event-days/${day}`, { capacity: 8 + Math.floor(roll() * 6) }))
      }
    }),
  )
  return statuses
}
