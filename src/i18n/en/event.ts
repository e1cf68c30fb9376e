import type { Texts } from '../shape'

export const event = {
  singular: 'Event',
  plural: 'Schedule',
  description: 'What an administrator plans: a place, a time and the services inside',
  fields: {
    title: 'Title',
    place: 'Place',
    type: 'Type',
    date: 'Date (first)',
    startTime: 'Start',
    endTime: 'End',
    rrule: 'Rule (RFC 5545)',
    skipDates: 'Skip dates',
    announce: 'Announce in the volunteer chat',
    presets: 'Usual dates',
    summary: 'In short',
    dates: 'Dates',
    whole: 'The whole event',
    archivedAt: 'Archived at',
    state: 'State',
    nextDate: 'Next date',
    lastDate: 'Last date',
  },
  hints: {
    capacity: 'How many different people on one day',
  },
  choices: {
    type: {
      oneOff: 'One-off',
      recurring: 'Recurring',
    },
    state: {
      active: 'Active',
      archived: 'Archived',
    },
  },
  skipDates: {
    singular: 'Date',
    plural: 'Dates',
    date: 'Date',
    reason: 'Reason',
  },
} as const satisfies Texts
