import { z } from 'zod'
import { listsOf, madeOnce, rowsOfLists, SECONDS } from './lists'
import {
  EVENT_STATE,
  parametersOf,
  SHOWN,
  WANTED,
  type ListedOccurrence,
  type OccurrenceFilter,
} from './occurrence-list'
import { dateStatus, json, type RowOf } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const texts = z.array(z.string())
const ints = z.array(z.int())
const statuses = z.array(z.enum(dateStatus.options))
const reasons = z.array(z.string().nullable())

const OCCURRENCES = z.object({
  id: texts,
  eventDay: texts,
  kind: ints,
  date: texts,
  startsAt: z.array(z.number()),
  endsAt: z.array(z.number()),
  capacity: ints,
  participants: ints,
  status: statuses,
  cancelReason: reasons,
  edited: z.array(z.boolean()),
})
/** What all occurrences of one service of an event have in common. */
const KINDS = z.object({
  id: ints,
  title: texts,
  event: texts,
  eventState: z.array(z.enum(['active', 'archived', 'deleted'])),
  service: texts,
  serviceTitle: texts,
  place: texts,
  placeTitle: texts,
  timezone: texts,
})
const DAYS = z.object({ id: texts, capacity: ints, participants: ints, status: statuses, cancelReason: reasons })

const FOUND = { occurrences: json(OCCURRENCES), kinds: json(KINDS), days: json(DAYS) }

/** A calendar shows thousands at once, so the data of each table is returned only once, as in slots-in-range.ts. */
const IN_RANGE = statement(
  'occurrences-in-range',
  `
WITH found AS MATERIALIZED (
  SELECT o.* FROM occurrences o WHERE o.date BETWEEN $5 AND $6 AND ${WANTED}
), kind AS MATERIALIZED (
  SELECT row_number() OVER ()::int AS id, o.* FROM (SELECT DISTINCT event_id, service_id, place_id FROM found) o
), listed AS MATERIALIZED (
  SELECT o.*, k.id AS kind FROM found o JOIN kind k USING (event_id, service_id, place_id)
)
SELECT (SELECT ${listsOf(OCCURRENCES, {
    id: 'o.id',
    eventDay: 'o.event_day_id',
    kind: 'o.kind',
    date: 'o.date',
    startsAt: SECONDS('o.starts_at'),
    endsAt: SECONDS('o.ends_at'),
    capacity: 'o.capacity',
    participants: 'o.participants',
    status: 'o.status',
    cancelReason: 'o.cancel_reason',
    edited: 'o.edited',
  })} FROM (SELECT o.* FROM listed o JOIN events e ON e.id = o.event_id WHERE ${SHOWN}) o) AS occurrences,
  (SELECT ${listsOf(KINDS, {
    id: 'k.id',
    title: 'e.title',
    event: 'e.id',
    eventState: EVENT_STATE,
    service: 's.id',
    serviceTitle: 's.title',
    place: 'p.id',
    placeTitle: 'p.title',
    timezone: 'p.timezone',
  })} FROM kind k
     JOIN events e ON e.id = k.event_id JOIN services s ON s.id = k.service_id JOIN places p ON p.id = k.place_id
  ) AS kinds,
  (SELECT ${listsOf(DAYS, {
    id: 'd.id',
    capacity: 'd.capacity',
    participants: 'd.participants',
    status: 'd.status',
    cancelReason: 'd.cancel_reason',
  })} FROM event_days d WHERE d.date BETWEEN $5 AND $6 AND d.id IN (SELECT event_day_id FROM found)) AS days`,
  FOUND,
)

/** All occurrences dated from..to (inclusive local dates), ordered by start. */
export const occurrencesInRange = async (
  db: Db,
  filter: OccurrenceFilter,
  { from, to }: { from: string; to: string },
): Promise<ListedOccurrence[]> => {
  const [found] = await db.rows(IN_RANGE, [...parametersOf(filter), from, to])
  return found ? joined(found) : []
}

const joined = ({ occurrences, ...parts }: RowOf<typeof FOUND>): ListedOccurrence[] => {
  const kinds = new Map(
    rowsOfLists(parts.kinds).map(({ id, service, serviceTitle, place, placeTitle, timezone, ...kind }) => [
      id,
      {
        ...kind,
        service: { id: service, title: serviceTitle },
        place: { id: place, title: placeTitle, timezone },
      },
    ]),
  )
  const days = new Map(rowsOfLists(parts.days).map((day) => [day.id, day]))
  const written = madeOnce((seconds: number) => new Date(seconds * 1_000).toISOString())
  return rowsOfLists(occurrences)
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
    .flatMap((one): ListedOccurrence[] => {
      const [kind, day] = [kinds.get(one.kind), days.get(one.eventDay)]
      if (!kind || !day) return []
      return [
        {
          id: one.id,
          title: kind.title,
          event: kind.event,
          eventDay: one.eventDay,
          eventState: kind.eventState,
          service: kind.service,
          place: kind.place,
          date: one.date,
          startsAt: written(one.startsAt),
          endsAt: written(one.endsAt),
          capacity: one.capacity,
          participants: one.participants,
          dayCapacity: day.capacity,
          dayParticipants: day.participants,
          status: day.status === 'cancelled' ? day.status : one.status,
          dayStatus: day.status,
          cancelReason: one.cancelReason ?? day.cancelReason,
          edited: one.edited,
          marks: null,
        },
      ]
    })
}
