import type { Texts } from '../shape'

export const occurrence = {
  singular: 'Occurrence',
  plural: 'Occurrences',
  description: 'One service on one event day: what visitors are booked on',
  fields: {
    event: 'Event',
    eventDay: 'Event day',
    service: 'Service',
    place: 'Place',
    date: 'Date',
    startsAt: 'Starts at',
    endsAt: 'Ends at',
    participants: 'Booked',
    status: 'State',
    cancelReason: 'Reason',
    edited: 'Edited by hand',
    timezone: 'Time zone',
    bookableFrom: 'Bookable from',
  },
} as const satisfies Texts
