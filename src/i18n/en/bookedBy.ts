import type { Texts } from '../shape'

export const bookedBy = {
  title: 'Booked by',
  fields: {
    relationTo: 'Kind',
    value: 'Id',
  },
  choices: {
    relationTo: {
      users: 'User',
      volunteers: 'Volunteer',
      integrations: 'Integration',
    },
  },
} as const satisfies Texts
