import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { ADDRESS_HEADER } from '@/config/headers'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { networkOf } from '@/domain/limits/network'
import { text } from '@/domain/shapes/parse'
import { refuseFor } from '@/endpoints/http/limitRequests'
import { confirmPassword, countCode } from '@/operations/users/currentPassword'

export type Own = Extract<Caller, { kind: 'users' }>
export const isUser = (caller: Caller): boolean => caller.kind === 'users'
export const CODES = Array.from({ length: 10 }, (_, index) => `4821-0937-5566-130${index}`)
export const codes = z.object({ recoveryCodes: z.array(z.string()) })
export const currentPassword = text(500).optional()
export const otp = text(40)

/** For others, other people's accounts don't exist. */
export const ownOf = (caller: Caller, account: string): Own => {
  if (caller.kind !== 'users' || caller.id !== account) throw new Refusal('NOT_FOUND')
  return caller
}

export const prove = async (req: PayloadRequest, caller: Own, given: string | undefined): Promise<void> => {
  const address = networkOf(req.headers.get(ADDRESS_HEADER))
  const wait = await confirmPassword(req.payload, { user: caller.id, given, address })
  if (wait > 0) throw refuseFor(req, wait)
}

/** The password, and a code that counts as those of signing in do. */
export const proving = async <Done>(
  req: PayloadRequest,
  caller: Own,
  { given, run }: { given: string | undefined; run: () => Promise<Done> },
): Promise<Done> => {
  await prove(req, caller, given)
  const { wait, accepted } = await countCode(req.payload, caller.id)
  if (wait > 0) throw refuseFor(req, wait)
  const done = await run()
  await accepted()
  return done
}
