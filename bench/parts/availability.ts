import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { availability } from '@/operations/availability/availability'
import { countStatements } from '../../tests/helpers/statements'
import { freeVisitors } from '../hot'
import { median, milliseconds, times } from '../measure'
import type { Line } from '../report'
import type { World } from '../world'

const DAYS = 30

/** The targets in milliseconds, including the serialisation of the answer. */
const MOST_MS = { all: 25, oneService: 5 }

/** Availability of all services and places for a month, compared with querying each occurrence. */
export const availabilityPart = async (world: World): Promise<Line[]> => {
  const { payload, pool, now, caller, small } = world
  const from = localDate(now, 'Europe/Moscow')
  const to = addDays(from, DAYS - 1)
  const [visitor = null] = await freeVisitors(pool, 1)
  const question = { from, to, service: null, place: null, visitor: null, caller, now }
  const ask = async (more: Partial<Parameters<typeof availability>[1]> = {}) =>
    JSON.stringify(await availability(payload, { ...question, ...more }))

  const found = (await availability(payload, question)).days.flatMap(({ slots }) => slots)
  const service = mostFrequent(found.map((slot) => slot.service))
  const ofService = found.filter((slot) => slot.service === service).length
  await perOccurrence(world, from, to)
  const [ours, counted, local, personal, one]: number[][] = [[], [], [], [], []]
  for (let round = 0; round < (small ? 3 : 7); round += 1) {
    ours?.push(...(await times(5, () => ask())))
    personal?.push(...(await times(5, () => ask({ visitor }))))
    one?.push(...(await times(5, () => ask({ service }))))
    counted?.push(...(await times(1, () => perOccurrence(world, from, to))))
    if (round < 2) local?.push(...(await times(1, () => perOccurrenceByPayload(world, from, to))))
  }
  const shown = (of: number[] = []): string => milliseconds(median(of))
  const ratio = (of: number[] = [], against: number[] = []): number => median(against) / median(of)
  const month = await countStatements(payload, () => ask({ visitor }))
  const day = await countStatements(payload, () => ask({ visitor, to: from }))
  return [
    {
      what: `availability of ${DAYS} days, ${found.length} occurrences: milliseconds to the text of the answer, median`,
      ours: shown(ours),
      ratio: median(ours ?? []),
      target: { most: MOST_MS.all },
    },
    {
      what: `the same for the service that takes place most, ${ofService} occurrences`,
      ours: shown(one),
      ratio: median(one ?? []),
      target: { most: MOST_MS.oneService },
    },
    {
      what: `availability of ${DAYS} days, ${found.length} occurrences, against one payload.count per occurrence`,
      ours: shown(ours),
      baseline: shown(local),
      ratio: ratio(ours, local),
      target: { least: 20 },
    },
    // Nobody would write this in a Payload application, so it has no target. It shows how close we are to the minimum.
    {
      what: `the same against three counts per occurrence in prepared SQL on one local connection`,
      ours: shown(ours),
      baseline: shown(counted),
      ratio: ratio(ours, counted),
    },
    { what: 'the same for one visitor', ours: shown(personal) },
    {
      what: `SQL statements for ${DAYS} days against one day`,
      ours: String(month.statements),
      baseline: String(day.statements),
      ratio: month.statements / day.statements,
      target: { most: 1 },
    },
  ]
}

const mostFrequent = (values: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

/** One list, then for every occurrence the people on it, on its day, and the holds. */
const perOccurrence = async ({ pool }: World, from: string, to: string): Promise<number> => {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ id: string; event_day_id: string; capacity: number }>(
      `SELECT o.id, o.event_day_id, o.capacity FROM occurrences o JOIN events e ON e.id = o.event_id
        JOIN places p ON p.id = o.place_id JOIN services s ON s.id = o.service_id
        WHERE o.date BETWEEN $1 AND $2 AND e.deleted_at IS NULL ORDER BY o.date, o.starts_at`,
      [from, to],
    )
    let free = 0
    for (const { id, event_day_id: day, capacity } of rows) {
      const one = async (name: string, text: string, value: string): Promise<number> =>
        (await client.query<{ n: number }>({ name, text, values: [value] })).rows[0]?.n ?? 0
      const taken = await one(
        'n1-taken',
        `SELECT count(*)::int AS n FROM participants WHERE occurrence_id = $1 AND status <> 'cancelled'`,
        id,
      )
      await one(
        'n1-day',
        `SELECT count(DISTINCT visitor_id)::int AS n FROM participants WHERE event_day_id = $1
          AND status <> 'cancelled'`,
        day,
      )
      const held = await one(
        'n1-held',
        `SELECT count(*)::int AS n FROM holds WHERE occurrence_id = $1 AND expires_at > clock_timestamp()`,
        id,
      )
      free += Math.max(0, capacity - taken - held)
    }
    return free
  } finally {
    client.release()
  }
}

/** The same as a Payload hook or endpoint would do it. */
const perOccurrenceByPayload = async ({ payload }: World, from: string, to: string): Promise<void> => {
  const { docs } = await payload.find({
    collection: 'occurrences',
    where: { and: [{ date: { greater_than_equal: from } }, { date: { less_than_equal: to } }] },
    pagination: false,
    depth: 0,
    select: { capacity: true, eventDay: true },
  })
  for (const { id } of docs)
    await payload.count({
      collection: 'participants',
      where: { and: [{ occurrence: { equals: id } }, { status: { not_equals: 'cancelled' } }] },
    })
}
