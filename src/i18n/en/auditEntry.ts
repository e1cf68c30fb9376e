import type { Texts } from '../shape'

export const auditEntry = {
  singular: 'Audit entry',
  plural: 'Audit log',
  description: 'Who changed, saw or exported what, when and from where. Filter by action, subject, actor, period.',
  fields: {
    at: 'At',
    action: 'Action',
    subject: 'Subject',
    subjectId: 'Subject id',
    subjectName: 'About',
    actorKind: 'Kind of actor',
    actorName: 'Who',
    actorId: 'Actor id',
    via: 'Via',
    address: 'Address',
    requestId: 'Request',
    changes: 'Changes',
    person: 'About the person',
  },
} as const satisfies Texts
