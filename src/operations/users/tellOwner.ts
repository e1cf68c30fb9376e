import type { Db } from '@/db/sql'
import type { AccountChange } from '@/domain/messages/kinds'
import { enqueue } from '@/notifications/enqueue'

type Told = {
  user: string
  change: AccountChange
  /** Another address than the one the account has now. */
  email?: string
  now: Date
}

/** A letter to the owner of an account, in the transaction of what it tells. */
export const tellOwnerOf = (db: Db, { user, change, email, now }: Told): Promise<void> =>
  enqueue(db, now, [
    {
      kind: 'accountChanged',
      recipient: { kind: 'users', id: user },
      payload: { reason: change, ...(email === undefined ? {} : { email }) },
    },
  ])
