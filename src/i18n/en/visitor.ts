import type { Texts } from '../shape'

export const visitor = {
  singular: 'Visitor',
  plural: 'Visitors',
  fields: {
    lastName: 'Last name',
    firstName: 'First name',
    middleName: 'Middle name',
    fullName: 'Full name',
    cardNumber: 'Card number',
    phone: 'Phone',
    birthYear: 'Birth year',
    comment: 'Comment',
    photo: 'Photo',
    status: 'Status',
    erasedAt: 'Erased at',
    consentRecorder: 'Consent recorded by',
    mergedInto: 'Merged into',
    mksId: 'MKS id',
  },
  hints: {
    cardNumber: 'Empty: the next free one',
  },
  choices: {
    status: {
      new: 'New',
      registered: 'Registered',
    },
  },
} as const satisfies Texts
