import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { instant } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { beginSecondFactor } from '@/operations/second-factor/begin'
import { confirmSecondFactor } from '@/operations/second-factor/confirm'
import { stateOfSecondFactor } from '@/operations/second-factor/state'
import { CODES, codes, currentPassword, isUser, otp, ownOf, prove } from './proving'

const TAG = 'Signing in'

export const secondFactorRoute = route({
  method: 'get',
  path: '/users/:id/second-factor',
  tag: TAG,
  summary: 'Whether signing in to an account takes a code',
  description:
    'Anybody about themselves, administrators about everybody. `password` is false for an account of the provider of ' +
    'single sign-on, whose second factor is asked for there.',
  allow: isUser,
  answer: {
    status: 200,
    schema: z.object({ password: z.boolean(), setUpAt: instant.nullable(), recoveryCodesLeft: z.number().int() }),
    example: { password: true, setUpAt: '2026-11-21T10:00:00.000Z', recoveryCodesLeft: 9 },
  },
  errors: [],
  handler: async ({ req, caller, id: account }) => {
    if (!isAdministrator(caller)) ownOf(caller, account)
    return stateOfSecondFactor(req.payload, account)
  },
})

export const beginSecondFactorRoute = route({
  method: 'post',
  path: '/users/:id/second-factor',
  tag: TAG,
  summary: 'A new secret for one’s app; it counts once a code of it is confirmed',
  allow: isUser,
  body: z.object({ currentPassword }),
  bodyExample: { currentPassword: 'a long sentence' },
  answer: {
    status: 200,
    schema: z.object({ secret: z.string(), address: z.string() }),
    example: {
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      address: 'otpauth://totp/olga?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    },
  },
  errors: ['CURRENT_PASSWORD_REQUIRED'],
  handler: async ({ req, caller, id: account, body }) => {
    const own = ownOf(caller, account)
    await prove(req, own, body.currentPassword)
    return beginSecondFactor(req.payload, own.id)
  },
})

export const confirmSecondFactorRoute = route({
  method: 'post',
  path: '/users/:id/second-factor/confirm',
  tag: TAG,
  summary: 'From now on signing in takes a code',
  description: 'Answers ten recovery codes, which are shown this once. Ends the other sessions.',
  allow: isUser,
  body: z.object({ otp }),
  bodyExample: { otp: '123456' },
  answer: { status: 200, schema: codes, example: { recoveryCodes: CODES } },
  errors: [],
  handler: async ({ req, caller, now, id: account, body }) => {
    const session = (req.user as { _sid?: string } | null)?._sid
    return {
      recoveryCodes: await confirmSecondFactor(req.payload, {
        caller: ownOf(caller, account),
        otp: body.otp,
        session,
        now,
      }),
    }
  },
})
