import type { PayloadRequest } from 'payload'
import { ACCOUNT_HEADER } from '@/config/headers'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

const READS = ['GET', 'HEAD', 'OPTIONS']

/** All tabs of a browser share one session. A page that was opened by one person does not save as another. */
export const refuseOtherAccount = ({ headers, method }: PayloadRequest, caller: Caller): void => {
  const opened = headers.get(ACCOUNT_HEADER)
  if (opened === null || READS.includes(method?.toUpperCase() ?? '')) return
  if (caller.kind === 'users' && caller.id !== opened) throw new Refusal('OTHER_ACCOUNT')
}
