import type { Route } from '@/endpoints/http/route'
import { beginSecondFactorRoute, confirmSecondFactorRoute, secondFactorRoute } from './secondFactor'
import { removeSecondFactorRoute, renewRecoveryCodesRoute, resetSecondFactorRoute } from './secondFactorEnds'

export const secondFactorRoutes: Route[] = [
  secondFactorRoute,
  beginSecondFactorRoute,
  confirmSecondFactorRoute,
  renewRecoveryCodesRoute,
  removeSecondFactorRoute,
  resetSecondFactorRoute,
]
