import type { VisitorStatus } from '@/domain/visitors/status'

export type Consent = { givenAt: string | null; recordedBy: string | null; withdrawnAt: string | null }

/** What is known about a person and may differ between two records. */
export type PersonFields = {
  lastName: string
  firstName: string
  middleName: string | null
  birthYear: number | null
  phone: string | null
  cardNumber: string | null
  /** The card reads like somebody else's, from before that was refused. It goes with the card. */
  cardTwin: boolean
  photo: string | null
  comment: string | null
  consent: Consent
  status: VisitorStatus
  /** The attendance that made the person registered. It goes with the status. */
  registeredBy: string | null
  mksId: number | null
}
export type PersonField = keyof PersonFields

/** What may be chosen, in the order in which it is shown. */
export const CHOSEN_FIELDS = [
  'lastName',
  'firstName',
  'middleName',
  'birthYear',
  'phone',
  'cardNumber',
  'photo',
  'comment',
  'status',
  'consent',
  'mksId',
] as const satisfies readonly PersonField[]
export type ChosenField = (typeof CHOSEN_FIELDS)[number]

export type Side = 'survivor' | 'other'
export type Choice = Partial<Record<ChosenField, Side>>

/** One field of both records before the merge and after it. */
export type FieldChange = { was: Record<Side, unknown>; became: Record<Side, unknown> }
export type FieldChanges = Partial<Record<PersonField, FieldChange>>

export const isSameValue = (one: unknown, another: unknown): boolean => JSON.stringify(one) === JSON.stringify(another)

const isEmpty = (value: unknown): boolean => value === null || value === ''

/** The last that the person said about it: a consent that was withdrawn since does not come back. */
const lastWord = ({ givenAt, withdrawnAt }: Consent): number =>
  Math.max(...[givenAt, withdrawnAt].map((at) => (at === null ? -Infinity : new Date(at).getTime())))

/** Where nobody chose: the survivor's, unless it is empty or the other's weighs more. */
const usual = (field: ChosenField, survivor: PersonFields, other: PersonFields): Side => {
  if (field === 'consent') return lastWord(other.consent) > lastWord(survivor.consent) ? 'other' : 'survivor'
  if (field === 'status') return survivor.status === 'new' && other.status === 'registered' ? 'other' : 'survivor'
  return isEmpty(survivor[field]) && !isEmpty(other[field]) ? 'other' : 'survivor'
}

/** Which record's value the survivor has afterwards, field by field. */
export const sidesOf = (survivor: PersonFields, other: PersonFields, take: Choice): Record<ChosenField, Side> =>
  Object.fromEntries(CHOSEN_FIELDS.map((field) => [field, take[field] ?? usual(field, survivor, other)])) as Record<
    ChosenField,
    Side
  >

/**
 * What changes in both records. What the survivor takes is exchanged: the old card, phone or photo stays with the other
 * record, and leads from there to the survivor. Names are exchanged only all together, or neither record would still
 * have a name that somebody knows the person by.
 */
export const planFields = (survivor: PersonFields, other: PersonFields, take: Choice): FieldChanges => {
  const sides = sidesOf(survivor, other, take)
  const changes: FieldChanges = {}
  const change = (field: PersonField, side: Side, exchanged: boolean): void => {
    const was = { survivor: survivor[field], other: other[field] }
    const became = {
      survivor: side === 'other' ? was.other : was.survivor,
      other: exchanged ? was.survivor : was.other,
    }
    if (!isSameValue(was, became)) changes[field] = { was, became }
  }
  for (const field of ['lastName', 'firstName', 'middleName'] as const)
    change(field, sides[field], sides.lastName === 'other')
  for (const field of CHOSEN_FIELDS) if (!/Name$/.test(field)) change(field, sides[field], sides[field] === 'other')
  change('registeredBy', sides.status, sides.status === 'other')
  change('cardTwin', sides.cardNumber, sides.cardNumber === 'other')
  return changes
}

/** The record with what became of it. */
export const applied = (person: PersonFields, changes: FieldChanges, side: Side): PersonFields => ({
  ...person,
  ...Object.fromEntries(Object.entries(changes).map(([field, { became }]) => [field, became[side]])),
})

/**
 * Both records as they were, but for what somebody has changed at the survivor since: that stays, and is named in
 * `kept`. Nobody can change the other record while it leads to the survivor.
 */
export const undoneFields = (
  survivor: PersonFields,
  other: PersonFields,
  changes: FieldChanges,
): { survivor: PersonFields; other: PersonFields; putBack: PersonField[]; kept: PersonField[] } => {
  const putBack: PersonField[] = []
  const kept: PersonField[] = []
  const before = { survivor: { ...survivor }, other: { ...other } }
  for (const [name, { was, became }] of Object.entries(changes)) {
    const field = name as PersonField
    Object.assign(before.other, { [field]: was.other })
    if (isSameValue(survivor[field], became.survivor)) {
      Object.assign(before.survivor, { [field]: was.survivor })
      putBack.push(field)
    } else kept.push(field)
  }
  return { ...before, putBack, kept }
}
