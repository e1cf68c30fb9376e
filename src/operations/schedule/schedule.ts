import type { Payload } from 'payload'
import { scheduleCandidates, scheduleDetails } from '@/db/schedule'
import { reading } from '@/db/sql'
import { invalid } from '@/domain/errors'
import { listSchedule, overWanted } from '@/domain/events/schedule'
import type { DayHours } from '@/domain/events/hours'
import type { EventState } from '@/domain/events/state'
import { todayOf } from '@/domain/events/today'
import { describeRule } from '@/domain/recurrence/describeRule'
import { parseRule } from '@/domain/recurrence/parseRule'

type Question = {
  state: EventState | null
  search: string | null
  from: string | null
  to: string | null
  type: string | null
  service: string | null
  place: string | null
  page: number
  limit: number
  now: Date
}

/** Events with everything a schedule shows. Takes two statements, whatever the number of events. */
export const schedule = async (payload: Payload, { state, search, page, limit, now, ...filter }: Question) => {
  if (filter.from && filter.to && filter.to < filter.from) throw invalid({ path: 'to', message: 'fieldEndBeforeStart' })
  const db = reading(payload)
  const days = new Map<string, string>()
  const today = (event: DayHours & { zone: string }): string => {
    const key = `${event.zone} ${event.endsNextDay ? event.endTime : ''}`
    const known = days.get(key) ?? todayOf(event, now)
    days.set(key, known)
    return known
  }
  const wanted = { search: search?.trim() || null, state }
  const over = overWanted(wanted, page * limit)
  const { events, counts } = listSchedule(await scheduleCandidates(db, { ...filter, now }, over), {
    ...wanted,
    from: filter.from,
    to: filter.to,
    todayOf: today,
  })
  const shown = events.slice((page - 1) * limit, page * limit)
  const details = await scheduleDetails(db, shown, now)
  const docs = shown.flatMap(({ id, state: own, nextDate, lastDate }) => {
    const detail = details.get(id)
    if (!detail) return []
    const { next, upcoming, archivedAt, ...event } = detail
    const rule = event.rrule === null ? null : describeRule(parseRule(event.rrule), event.date)
    return [
      {
        ...event,
        archivedAt: archivedAt?.toISOString() ?? null,
        state: own,
        nextDate,
        lastDate,
        rule,
        people: { next, upcoming },
      },
    ]
  })
  const totalDocs = state === null ? counts.active + counts.archived : counts[state]
  return { docs, totalDocs, page, limit, counts }
}
