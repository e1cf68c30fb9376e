import type { Texts } from '../shape'

export const participant = {
  singular: 'Participant',
  plural: 'Participants',
  description: 'One visitor booked on one occurrence',
  fields: {
    visitor: 'Visitor',
    occurrence: 'Occurrence',
    status: 'Status',
    comment: 'Comment',
    source: 'Source',
    bookedByName: 'Booked by',
    bookedAt: 'Booked at',
    cancelledAt: 'Cancelled at',
    cancelReason: 'Reason',
  },
  choices: {
    source: {
      bot: 'Bot',
      panel: 'Panel',
      api: 'API',
    },
  },
} as const satisfies Texts
