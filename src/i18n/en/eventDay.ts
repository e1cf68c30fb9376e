import type { Texts } from '../shape'

export const eventDay = {
  singular: 'Event day',
  plural: 'Event days',
  description: 'One date of an event: its capacity is counted by people',
  fields: {
    event: 'Event',
    place: 'Place',
    date: 'Date',
    startTime: 'Start',
    endTime: 'End',
    startsAt: 'Starts at',
    endsAt: 'Ends at',
    participants: 'People',
    status: 'State',
    cancelReason: 'Reason',
  },
} as const satisfies Texts
