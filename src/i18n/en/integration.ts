import type { Texts } from '../shape'

export const integration = {
  singular: 'API key',
  plural: 'API keys',
  fields: {
    name: 'Name',
    scope: 'Scope',
    prefix: 'Key begins with',
    lastUsedAt: 'Last used',
    revokedAt: 'Revoked at',
  },
  choices: {
    scope: {
      read: 'Read the schedule and availability',
      booking: 'Also find visitors and book',
    },
  },
  hints: {
    revokedAt: 'When it was revoked; it stops working at once',
  },
} as const satisfies Texts
