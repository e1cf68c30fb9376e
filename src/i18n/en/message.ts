import type { Texts } from '../shape'

export const message = {
  singular: 'Message',
  plural: 'Messages',
  fields: {
    kind: 'Kind',
    recipientKind: 'Recipient',
    recipientName: 'Recipient',
    recipientId: 'Recipient id',
    payload: 'About',
    status: 'State',
    attempts: 'Attempts',
    notBefore: 'Not before',
    sentAt: 'Sent at',
    requestId: 'Request',
    lastError: 'Why',
  },
  choices: {
    status: {
      pending: 'Pending',
      sent: 'Sent',
      failed: 'Failed',
      parked: 'Parked',
      skipped: 'Not needed',
    },
  },
} as const satisfies Texts
