import type { Payload } from 'payload'
import { deferChecks, settle } from '@/db/event-write'
import { expectedOn, type Expected } from '@/db/participants'
import { datesOfPlace, lockPlace, moveDates } from '@/db/place-dates'
import { zonesOfPlaces } from '@/db/places'
import { type Db, reading } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import type { AffectedPerson } from '@/domain/events/impact'
import { inZone } from '@/domain/events/inZone'
import { tellBookers } from '@/notifications/tellBookers'
import { withNames } from '@/operations/events/withNames'

/** More dates than anybody would read. */
const MOST_SHOWN = 200

type Placed = { id: string; startsAt: Date; endsAt: Date }
type Planned = {
  days: Placed[]
  occurrences: Placed[]
  moved: { date: string; from: Date; to: Date }[]
  people: Expected[]
}
type Change = { place: string; zone: string; caller: Caller | null; now: Date }

const plan = async (db: Db, { place, zone, now }: Change, from: string): Promise<Planned> => {
  const current = await datesOfPlace(db, place, now)
  const { days, occurrences } = inZone(current, from, zone)
  const to = new Map(days.map((day) => [day.id, day.startsAt]))
  const before = new Map(current.occurrences.map((one) => [one.id, one]))
  const elsewhere = occurrences.filter(({ id, startsAt }) => before.get(id)?.startsAt.getTime() !== startsAt.getTime())
  const people = await expectedOn(
    db,
    elsewhere.filter(({ id }) => before.get(id)?.status === 'scheduled').map(({ id }) => id),
  )
  return {
    days,
    occurrences,
    moved: current.days.flatMap(({ id, date, status, startsAt }) => {
      const next = to.get(id)
      const same = !next || next.getTime() === startsAt.getTime()
      return same || status === 'cancelled' ? [] : [{ date, from: startsAt, to: next }]
    }),
    people,
  }
}

const affected = ({ people }: Planned): { participants: AffectedPerson[] } => ({
  participants: people.map(({ id, visitor, occurrence }) => ({ id, visitor, occurrence, fate: 'moved' })),
})

/** Previews what another zone would do to the future dates of a place. Writes nothing. */
export const previewZone = async (payload: Payload, change: Change & { caller: Caller }) => {
  const db = reading(payload)
  const from = (await zonesOfPlaces(db, [change.place])).get(change.place)
  if (from === undefined) throw new Refusal('NOT_FOUND')
  const planned = await plan(db, change, from)
  return {
    dates: planned.moved.length,
    moved: planned.moved
      .slice(0, MOST_SHOWN)
      .map(({ date, from: was, to }) => ({ date, from: was.toISOString(), to: to.toISOString() })),
    ...(await withNames(db, affected(planned), change.caller)),
  }
}

/**
 * Corrects the zone of a place. Future dates keep their local times, so their instants move, and the volunteers who
 * booked somebody there are told. Dates that have begun stay as they were. Runs in the transaction that changes the
 * place.
 */
export const changeZone = async (db: Db, { confirm, ...change }: Change & { confirm: boolean }): Promise<void> => {
  const { place, caller, now } = change
  const from = await lockPlace(db, place, now)
  if (from === null || from === change.zone) return
  const planned = await plan(db, change, from)
  if (planned.people.length > 0 && !confirm) {
    const people = affected(planned)
    throw new Refusal('PLACE_CHANGE_CONFIRM_REQUIRED', caller ? await withNames(db, people, caller) : people)
  }
  await deferChecks(db)
  await moveDates(db, planned, now)
  await settle(db)
  const at = new Map(planned.occurrences.map(({ id, startsAt }) => [id, startsAt]))
  await tellBookers(db, now, {
    kind: 'bookingsMoved',
    participants: planned.people,
    about: {
      // Local times are unchanged, so the message says when and where the service is, not what has moved.
      moved: [...new Set(planned.people.map(({ occurrence }) => occurrence))].map((occurrence) => ({
        occurrence,
        from: at.get(occurrence),
        to: at.get(occurrence),
        zone: true,
      })),
    },
  })
}
