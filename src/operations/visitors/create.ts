import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { reading, within, type Db } from '@/db/sql'
import { lockIdentity, rememberDistinct, visitorRow } from '@/db/visitors'
import { callerKey, isStaff, type Caller } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { identityMarks } from '@/domain/visitors/identity'
import { cleanVisitor, type VisitorInput } from '@/domain/visitors/clean'
import type { Visitor } from '@/payload-types'
import { inTheNameOf } from '@/operations/users/callerOf'
import { findDuplicates } from './findDuplicates'
import type { VisitorStatus } from '@/domain/visitors/status'

export type NewVisitor = VisitorInput & {
  photo?: string | null
  status?: VisitorStatus | null
  mksId?: number | null
}

type Person = Omit<NewVisitor, 'birthYear'> & { lastName: string; firstName: string; birthYear: number | null }
/** `undecided`: nobody has looked at the candidates yet, so the pairs stay in the list of likely duplicates. */
type Creating = { values: NewVisitor; allowDuplicate: boolean; undecided?: boolean; caller: Caller; now: Date }

/**
 * Creates a visitor, or throws a refusal with possible duplicates. `allowDuplicate` means that somebody looked at the
 * candidates and none is this person; that is stored for each pair.
 */
export const createVisitor = async (
  req: PayloadRequest,
  { values, allowDuplicate, undecided = false, caller, now }: Creating,
): Promise<Visitor> => {
  const { values: cleaned, errors } = cleanVisitor(values, { before: null, now })
  if (values.status === 'registered' && !isStaff(caller)) errors.push({ path: 'status', message: 'fieldUnexpected' })
  if (errors.length > 0) throw invalid(...errors)
  const person = { ...values, ...cleaned } as Person

  // A request that stores its answer has already opened the transaction.
  const own = await initTransaction(req)
  try {
    const db = await within(req)
    await lockIdentity(db, identityMarks(person))
    const candidates = await findDuplicates(db, person)
    if (candidates.length > 0 && !allowDuplicate) throw new Refusal('POSSIBLE_DUPLICATE', { candidates })
    const visitor = await insert(req, person, caller)
    await rememberDistinct(db, {
      id: visitor.id,
      others: undecided ? [] : candidates.map(({ id }) => id),
      by: callerKey(caller),
      at: now,
    })
    if (!own) return visitor
    await commitTransaction(req)
    await requireStored(reading(req.payload), visitor.id)
    return visitor
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

const insert = (req: PayloadRequest, { status, ...person }: Person, caller: Caller): Promise<Visitor> =>
  req.payload.create({
    collection: 'visitors',
    data: { ...person, status: status ?? 'new' } as Partial<Visitor> &
      Pick<Visitor, 'lastName' | 'firstName' | 'status'>,
    depth: 0,
    overrideAccess: true,
    context: inTheNameOf(caller),
    req,
  })

/** Payload's transactions report a failed COMMIT as success. */
const requireStored = async (db: Db, id: string): Promise<void> => {
  if (!(await visitorRow(db, id))) throw new Error('The new visitor was not stored')
}
