import { z } from 'zod'
import { date, id } from '@/domain/shapes/parse'
import { visitorStatus } from '@/endpoints/visitors/shapes'
import { participantStatus } from './shapes'

const titled = z.object({ id, title: z.string() })
const whole = z.int()

const occurrence = z.object({
  id,
  event: id,
  eventDay: id,
  title: z.string().describe('Of the event'),
  service: titled,
  place: titled,
  date,
  startsAt: z.string(),
  endsAt: z.string(),
  timezone: z.string(),
  capacity: whole,
  participants: whole,
  status: z.enum(['scheduled', 'cancelled']),
  dayCapacity: whole,
  dayParticipants: whole,
  ended: z.boolean(),
  canMark: z.boolean().describe('Whether this caller may mark attendance now'),
  canBook: z.boolean().describe('Whether this caller may add people'),
})

const doc = z.object({
  id,
  visitor: z.object({
    id,
    fullName: z.string(),
    phone: z.string().nullable(),
    cardNumber: z.string().nullable(),
    status: visitorStatus,
  }),
  status: participantStatus,
  notMarked: z.boolean().describe('It is over, and nobody said whether they came'),
  comment: z.string().nullable(),
  source: z.enum(['bot', 'panel', 'api']),
  bookedBy: z
    .object({ kind: z.enum(['users', 'volunteers', 'integrations']), id, name: z.string().nullable() })
    .nullable(),
  bookedAt: z.string().nullable(),
  cancelReason: z.string().nullable(),
  updatedAt: z.string(),
})

export const rosterShape = z.object({
  occurrence,
  docs: z.array(doc),
  counts: z.object({ expected: whole, attended: whole, noShow: whole, cancelled: whole, notMarked: whole }),
})
