import { randomBytes } from 'node:crypto'
import { createLocalReq, type Payload, type TypedUser } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { createVisitor } from '@/operations/visitors/create'
import { COLLEAGUES, type DemoVisitor, VOLUNTEERS } from './people'
import type { DemoEvent } from './timetable'

/** Creates missing records and returns all ids in the given order, so an interrupted seed can continue. */
const each = async <Wanted>(
  wanted: readonly Wanted[],
  known: ReadonlyMap<string, string>,
  name: (one: Wanted) => string,
  create: (one: Wanted) => Promise<{ id: string }>,
): Promise<string[]> => {
  const ids: string[] = []
  for (const one of wanted) ids.push(known.get(name(one)) ?? (await create(one)).id)
  return ids
}

export type Staff = { coordinator: TypedUser; callers: Caller[] }

/** The people who book in the demo: the coordinator first, then the volunteers. */
export const createStaff = async (payload: Payload): Promise<Staff> => {
  const users = await payload.find({ collection: 'users', pagination: false })
  const [coordinator] = await each(
    COLLEAGUES,
    new Map(users.docs.map(({ email, id }) => [email, id])),
    ({ email }) => email,
    (data) =>
      // A random password that is not kept, so nobody can sign in until an administrator sets a new one.
      payload.create({ collection: 'users', data: { ...data, password: randomBytes(32).toString('base64url') } }),
  )
  const volunteers = await payload.find({ collection: 'volunteers', pagination: false })
  const ids = await each(
    VOLUNTEERS,
    new Map(volunteers.docs.map(({ telegramId, id }) => [telegramId, id])),
    ({ telegramId }) => telegramId,
    (data) => payload.create({ collection: 'volunteers', data }),
  )
  const user = await payload.findByID({ collection: 'users', id: coordinator ?? '' })
  return {
    coordinator: { ...user, collection: 'users' },
    callers: [
      { kind: 'users', id: user.id, role: 'coordinator', via: 'panel' },
      ...ids.map((id): Caller => ({ kind: 'volunteers', id })),
    ],
  }
}

/** Written down twice, and not noticed yet: a likely pair to be judged. */
const UNDECIDED = 'Алехина'

/** Visitors that look alike were confirmed as different people, as staff would do, and each pair is recorded. */
export const createVisitors = async (
  payload: Payload,
  people: readonly DemoVisitor[],
  { coordinator, callers }: Staff,
): Promise<string[]> => {
  const [caller] = callers
  if (!caller) throw new Error('Nobody to write visitors down')
  const req = await createLocalReq({ user: coordinator }, payload)
  const known = await payload.find({ collection: 'visitors', pagination: false, select: { cardNumber: true } })
  return each(
    people,
    new Map(known.docs.map(({ cardNumber, id }) => [cardNumber ?? '', id])),
    ({ cardNumber }) => cardNumber,
    ({ consentAt, createdAt, ...data }) => {
      const values = {
        ...data,
        createdAt: createdAt.toISOString(),
        consent: { givenAt: consentAt?.toISOString() ?? null },
      }
      const undecided = data.lastName === UNDECIDED
      return createVisitor({ ...req, context: {} }, { values, allowDuplicate: true, undecided, caller, now: createdAt })
    },
  )
}

/** The ids of the catalogue by title. */
export const catalogueIds = async (payload: Payload, collection: 'places' | 'services'): Promise<Map<string, string>> =>
  new Map((await payload.find({ collection, pagination: false })).docs.map(({ title, id }) => [title, id]))

export const createEvents = async (
  payload: Payload,
  events: readonly DemoEvent[],
  coordinator: TypedUser,
): Promise<string[]> => {
  const [places, services] = [await catalogueIds(payload, 'places'), await catalogueIds(payload, 'services')]
  const known = await payload.find({ collection: 'events', pagination: false, select: { title: true, date: true } })
  const name = ({ title, date }: { title: string; date: string }): string => `${date} ${title}`
  return each(
    events,
    new Map(known.docs.map((event) => [name(event), event.id])),
    name,
    ({ lines, place, demand: _, ...event }) =>
      payload.create({
        collection: 'events',
        data: {
          ...event,
          type: event.rrule === null ? 'oneOff' : 'recurring',
          place: places.get(place) ?? '',
          // Values missing from a line come from the catalogue.
          services: lines.map(({ service, window, ...line }) => ({
            ...line,
            service: services.get(service) ?? '',
            bookingWindow: window ?? null,
          })) as never,
        },
        user: coordinator,
      }),
  )
}
