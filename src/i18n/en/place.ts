import type { Texts } from '../shape'

export const place = {
  singular: 'Place',
  plural: 'Places',
  description: 'Where events take place',
  fields: {
    title: 'Title',
    address: 'Address',
    timezone: 'Time zone',
  },
  hints: {
    timezone: 'An IANA name, such as Asia/Yekaterinburg',
  },
} as const satisfies Texts
