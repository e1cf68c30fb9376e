import type { PersonFields } from '@/domain/merges/fields'
import type { Visitor } from '@/payload-types'

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

/** A record as the rules of merging read it. */
export const asPerson = (visitor: Visitor): PersonFields => ({
  lastName: visitor.lastName,
  firstName: visitor.firstName,
  middleName: visitor.middleName ?? null,
  birthYear: visitor.birthYear ?? null,
  phone: visitor.phone ?? null,
  cardNumber: visitor.cardNumber ?? null,
  photo: idOf(visitor.photo),
  comment: visitor.comment ?? null,
  status: visitor.status,
  registeredBy: null,
  cardTwin: false,
  mksId: visitor.mksId ?? null,
  consent: {
    givenAt: visitor.consent?.givenAt ?? null,
    recordedBy: visitor.consent?.recordedBy ?? null,
    withdrawnAt: visitor.consent?.withdrawnAt ?? null,
  },
})
