import type { Texts } from '../shape'

export const service = {
  singular: 'Service',
  plural: 'Services',
  description: 'The catalogue of help. Events pick their services from it',
  fields: {
    title: 'Title',
    description: 'Description',
    minutes: 'Duration, min',
    registration: 'First registration',
    allowOverlap: 'May overlap another service',
    mksId: 'MKS id',
  },
  hints: {
    registration: 'New visitors can be booked on it; attending it makes them registered',
    allowOverlap: 'Laundry, for example: the clothes are washed while the person showers',
  },
} as const satisfies Texts
