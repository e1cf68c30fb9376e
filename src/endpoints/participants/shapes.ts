import { z } from 'zod'
import { BOOKING_REFUSALS } from '@/domain/booking/decide'
import { id, text } from '@/domain/shapes/parse'

export const participantStatus = z.enum(['expected', 'attended', 'noShow', 'cancelled'], { error: 'fieldInvalid' })
export const comment = text(1000)
  .nullish()
  .transform((value) => (value === undefined ? undefined : value?.trim() ? value.trim() : null))

const instantOrNull = z.string().nullable()

export const participantShape = z.object({
  id,
  visitor: id,
  occurrence: id,
  eventDay: id,
  status: participantStatus,
  comment: z.string().nullable(),
  source: z.enum(['bot', 'panel', 'api']),
  bookedBy: z.object({ relationTo: z.enum(['users', 'volunteers', 'integrations']), value: id }).nullable(),
  bookedAt: instantOrNull,
  cancelledAt: instantOrNull,
  cancelReason: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

const sample = '0198a000-0000-7000-8000-00000000000'

export const participantExample = {
  id: `${sample}1`,
  visitor: `${sample}2`,
  occurrence: `${sample}3`,
  eventDay: `${sample}4`,
  status: 'expected',
  comment: null,
  source: 'api',
  bookedBy: { relationTo: 'integrations', value: `${sample}5` },
  bookedAt: '2026-12-01T09:00:00.000Z',
  cancelledAt: null,
  cancelReason: null,
  createdAt: '2026-12-01T09:00:00.000Z',
  updatedAt: '2026-12-01T09:00:00.000Z',
}

/** Why a booking can be refused: the visitor or the occurrence doesn't exist, or a rule forbids it. */
export const BOOKING_ERRORS = ['VISITOR_NOT_FOUND', 'OCCURRENCE_NOT_FOUND', ...BOOKING_REFUSALS] as const
