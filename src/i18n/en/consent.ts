import type { Texts } from '../shape'

export const consent = {
  title: 'Consent to data processing',
  fields: {
    givenAt: 'Given at',
    recordedBy: 'Recorded by',
    withdrawnAt: 'Withdrawn at',
  },
} as const satisfies Texts
