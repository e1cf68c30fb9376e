import { z } from 'zod'

const nullableText = z.string().nullable()

export const occurrenceShape = z
  .object({
    id: z.string(),
    event: z.unknown(),
    eventDay: z.unknown(),
    line: z.string(),
    service: z.unknown(),
    place: z.unknown(),
    date: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    capacity: z.number().int(),
    participants: z.number().int(),
    status: z.enum(['scheduled', 'cancelled']),
    cancelReason: nullableText,
    edited: z.boolean(),
    timezone: z.string(),
    bookableFrom: nullableText,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .loose()

/** Who lost a booking when the date or the occurrence was cancelled. Nobody is booked again without being asked. */
export const cancelledThenShape = z.array(
  z.object({ visitor: z.string(), participant: z.string(), occurrence: z.string(), visitorName: nullableText }),
)

const sample = '0198a000-0000-7000-8000-00000000000'

export const occurrenceExample = {
  id: `${sample}5`,
  event: `${sample}1`,
  eventDay: `${sample}6`,
  line: 'line-1',
  service: `${sample}3`,
  place: `${sample}2`,
  date: '2026-12-01',
  startsAt: '2026-12-01T07:00:00.000Z',
  endsAt: '2026-12-01T09:00:00.000Z',
  capacity: 10,
  participants: 4,
  status: 'scheduled',
  cancelReason: null,
  edited: false,
  timezone: 'Europe/Moscow',
  bookableFrom: '2026-11-16T21:00:00.000Z',
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
}

export const eventDayShape = z
  .object({
    id: z.string(),
    event: z.unknown(),
    place: z.unknown(),
    date: z.string(),
    startTime: z.string(),
    endTime: z.string(),
    endsNextDay: z.boolean(),
    startsAt: z.string(),
    endsAt: z.string(),
    capacity: z.number().int(),
    participants: z.number().int(),
    status: z.enum(['scheduled', 'cancelled']),
    cancelReason: nullableText,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .loose()

export const eventDayExample = {
  id: `${sample}6`,
  event: `${sample}1`,
  place: `${sample}2`,
  date: '2026-12-01',
  startTime: '10:00',
  endTime: '18:00',
  endsNextDay: false,
  startsAt: '2026-12-01T07:00:00.000Z',
  endsAt: '2026-12-01T15:00:00.000Z',
  capacity: 40,
  participants: 12,
  status: 'scheduled',
  cancelReason: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
}

export const cancelledThenExample = [
  { visitor: `${sample}8`, participant: `${sample}9`, occurrence: `${sample}5`, visitorName: 'Соловьёв Пётр' },
]
