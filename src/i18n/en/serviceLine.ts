import type { Texts } from '../shape'

export const serviceLine = {
  title: 'Services',
  singular: 'Service',
  plural: 'Services',
  fields: {
    service: 'Service',
    startTime: 'Start',
    endTime: 'End',
  },
} as const satisfies Texts
