import type { Route } from '@/endpoints/http/route'
import { beginSecondFactorRoute, confirmSecondFactorRoute, secondFactorRoute } from './secondFactor'
import { removeSecondFactorRoute, renewRecoveryCodesRoute, resetSecondFactorRoute } from './secondFactorEnds'
import { signOnOfAccountRoute, unlinkAccountRoute } from './signOn'
import { signOutRoute } from './signOut'

/** How an account is entered and left, besides signing in itself. */
export const accountRoutes: Route[] = [
  signOutRoute,
  signOnOfAccountRoute,
  unlinkAccountRoute,
  secondFactorRoute,
  beginSecondFactorRoute,
  confirmSecondFactorRoute,
  renewRecoveryCodesRoute,
  removeSecondFactorRoute,
  resetSecondFactorRoute,
]
