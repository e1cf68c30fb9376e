import { DateTime } from 'luxon'
import { rfcDates } from '@/domain/recurrence/testing/rfcModel'
import { parseRule } from '@/domain/recurrence/parseRule'
import { wall } from './checks'
import type { DayRow, EventRow, OccurrenceRow, Snapshot } from './snapshot'

export type Edit = {
  date: string
  occurrence: string | null
  field: string
  was: string | number
  keeps: boolean
  becomes: string | number
}
export type Impact = {
  added: string[]
  moved: { date: string; from: string; to: string }[]
  removed: string[]
  edited: Edit[]
  leftOut: { date: string; service: string }[]
  participants: { id: string; fate: 'moved' | 'cancelled' }[]
}

type Placed = { startsAt: number; endsAt: number; place: string }
const hasMoved = (a: Placed, b: Placed): boolean =>
  a.startsAt !== b.startsAt || a.endsAt !== b.endsAt || a.place !== b.place
const sorted = (list: Iterable<string>): string => [...new Set(list)].sort().join(' ')

type Asked = {
  event: EventRow
  /** What carries on a series that was split. */
  created: string | undefined
  policy: 'keep' | 'follow'
  /** Of a change of the series: what is in its reach. */
  reach: { now: number; from: string } | null
}

/** What the preview said, beside what happened to the rows. */
export const asSaid = (impact: Impact, before: Snapshot, after: Snapshot, asked: Asked): string[] => {
  const { event, created } = asked
  const faults: string[] = []
  const equal = (what: string, said: Iterable<string>, done: Iterable<string>): void => {
    if (sorted(said) !== sorted(done)) faults.push(`${what}: said ${sorted(said)}; done ${sorted(done)}`)
  }
  const own = ({ days }: Snapshot): Map<string, DayRow> =>
    new Map(
      [...days.values()].filter((day) => day.event === event.id || day.event === created).map((day) => [day.id, day]),
    )
  const [was, is] = [own(before), own(after)]
  const on = (days: Map<string, DayRow>): DayRow[] => [...days.values()].filter(({ status }) => status === 'scheduled')

  // Dates that the series had anyway, further ahead, are not called added.
  const ahead = event.rrule === null ? [] : rfcDates(parseRule(event.rrule), event.date, '2030-01-01').slice(-2_000)
  const fresh = on(is).filter(({ id }) => was.get(id)?.status !== 'scheduled')
  equal(
    'added',
    impact.added,
    fresh
      .filter(({ id, date }) => was.has(id) || impact.added.includes(date) || !ahead.includes(date))
      .map(({ date }) => date),
  )
  equal(
    'removed',
    impact.removed,
    on(was)
      .filter(({ id }) => is.get(id)?.status !== 'scheduled')
      .map(({ date }) => date),
  )

  const stays = (one: OccurrenceRow): OccurrenceRow | undefined => {
    const next = after.occurrences.get(one.id)
    return one.status === 'scheduled' && next?.status === 'scheduled' ? next : undefined
  }
  const moves = [...before.occurrences.values()].filter((one) => {
    const next = stays(one)
    return next !== undefined && hasMoved(one, next)
  })
  const movedDays = on(was).filter(({ id, ...day }) => {
    const next = is.get(id)
    return next?.status === 'scheduled' && hasMoved(day, next)
  })
  equal(
    'moved',
    impact.moved.map(({ date }) => date),
    [...movedDays, ...moves].map(({ date }) => date),
  )
  for (const { date, from, to } of impact.moved) {
    const day = movedDays.find((one) => one.date === date)
    const next = day && is.get(day.id)
    if (!day || !next) continue
    const end = day.startsAt === next.startsAt && day.endsAt !== next.endsAt
    const wanted = end ? [day.endsAt, next.endsAt] : [day.startsAt, next.startsAt]
    equal(
      `moved ${date}`,
      [from, to],
      wanted.map((at) => new Date(at).toISOString()),
    )
  }

  const expected = [...before.people.values()].filter(({ status }) => status === 'expected')
  const fate = (occurrence: string): string | null => {
    const one = before.occurrences.get(occurrence)
    if (one?.status !== 'scheduled') return null
    const next = stays(one)
    return next === undefined ? 'cancelled' : hasMoved(one, next) ? 'moved' : null
  }
  equal(
    'people',
    impact.participants.map((one) => `${one.id}:${one.fate}`),
    expected.flatMap(({ id, occurrence }) => {
      const found = fate(occurrence)
      return found === null ? [] : [`${id}:${found}`]
    }),
  )
  for (const edit of impact.edited) faults.push(...editAsSaid(edit, after, is, asked))
  const { reach } = asked
  if (!reach) return faults
  const named = new Set(impact.edited.map(({ date, occurrence, field }) => `${occurrence ?? date} ${field}`))
  const reached = (day: DayRow | undefined): boolean =>
    day !== undefined &&
    day.event === event.id &&
    day.startsAt > reach.now &&
    day.date >= reach.from &&
    is.get(day.id)?.status === 'scheduled'
  const wanted = [
    ...[...was.values()]
      .filter(reached)
      .flatMap(({ date, editedFields }) => editedFields.map((one) => `${date} ${one}`)),
    ...[...before.occurrences.values()]
      .filter((one) => reached(was.get(one.day)) && after.occurrences.get(one.id)?.status === 'scheduled')
      .flatMap(({ id, editedFields }) => editedFields.map((one) => `${id} ${one}`)),
  ]
  equal('edits named', named, wanted)
  return faults
}

const editAsSaid = (edit: Edit, after: Snapshot, days: Map<string, DayRow>, asked: Asked): string[] => {
  const day = [...days.values()].find(({ date, status }) => date === edit.date && status === 'scheduled')
  const row = edit.occurrence === null ? day : after.occurrences.get(edit.occurrence)
  if (!day || !row) return [`edited: nothing there ${JSON.stringify(edit)}`]
  const value = (row as unknown as Record<string, string | number>)[edit.field]
  const isInstant = edit.field === 'startsAt' || edit.field === 'endsAt'
  const now = isInstant ? new Date(Number(value)).toISOString() : value
  const faults: string[] = []
  if (now !== edit.becomes) faults.push(`edited: said ${JSON.stringify(edit)}, is ${now}`)
  if (row.editedFields.includes(edit.field) !== edit.keeps)
    faults.push(`edited: kept otherwise ${JSON.stringify(edit)}`)
  if (asked.policy === 'follow') return edit.keeps ? [...faults, `edited: kept ${JSON.stringify(edit)}`] : faults
  if (!edit.keeps && couldStay(edit, row as OccurrenceRow & DayRow, day, after, asked))
    faults.push(`edited: given up though it fits ${JSON.stringify(edit)} in ${JSON.stringify(row)}`)
  return faults
}

/** The edit alone put back into the result would still fit. */
const couldStay = (
  edit: Edit,
  row: OccurrenceRow & DayRow,
  day: DayRow,
  { occurrences }: Snapshot,
  { event }: Asked,
): boolean => {
  if (edit.field === 'capacity') return edit.occurrence === null || Number(edit.was) <= day.capacity
  if (edit.occurrence === null) return false
  const [time = '', days = '0'] = wall(Date.parse(String(edit.was)), edit.date, event.zone).split('+')
  const at = DateTime.fromISO(`${edit.date}T${time}`, { zone: day.zone })
    .plus({ days: Number(days) })
    .toMillis()
  const own = occurrences.get(edit.occurrence)
  if (!own) return false
  const next = { ...own, [edit.field]: at }
  return next.startsAt < next.endsAt && next.startsAt >= day.startsAt && next.endsAt <= day.endsAt && row !== undefined
}
