import type { CollectionBeforeValidateHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import { claimCardNumber, nextCardNumber } from '@/db/visitors'
import { callerKey } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { fullName } from '@/domain/visitors/name'
import { cleanVisitor as clean, type VisitorInput } from '@/domain/visitors/clean'

type Stored = VisitorInput & { id?: string; lastName: string; firstName: string }

/** Cleans names, phone and card in the same way for the panel, the API and the bot. */
export const cleanVisitor: CollectionBeforeValidateHook = async ({ data, originalDoc, req }) => {
  if (!data) return data
  const before = (originalDoc as Stored | undefined) ?? null
  const { values, errors } = clean(data as VisitorInput, { before, now: now() })
  if (errors.length > 0) throw invalid(...errors)
  const visitor = { ...before, ...data, ...values } as Stored
  return {
    ...data,
    ...values,
    fullName: fullName(visitor),
    consent: consentOf(visitor, before, req),
    cardNumber: await cardOf(visitor, before, req),
  }
}

type Request = Parameters<CollectionBeforeValidateHook>[0]['req']

const cardOf = async ({ cardNumber }: Stored, before: Stored | null, req: Request): Promise<string> => {
  const db = await within(req)
  if (!cardNumber) return nextCardNumber(db)
  if (cardNumber !== before?.cardNumber && !(await claimCardNumber(db, cardNumber, before?.id ?? null)))
    throw new Refusal('CARD_NUMBER_TAKEN')
  return cardNumber
}

/** The recorder of a consent is the user who set its time, not a value from the request. */
const consentOf = ({ consent }: Stored, before: Stored | null, req: Request): NonNullable<VisitorInput['consent']> => {
  const given = consent?.givenAt ? new Date(consent.givenAt).getTime() : null
  const known = before?.consent?.givenAt ? new Date(before.consent.givenAt).getTime() : null
  if (given === null) return { ...consent, givenAt: null, recordedBy: null }
  if (given === known) return { ...consent, recordedBy: before?.consent?.recordedBy ?? null }
  const caller = callerOf(req)
  return { ...consent, recordedBy: caller ? callerKey(caller) : (consent?.recordedBy ?? null) }
}
