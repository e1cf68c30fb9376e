import type { Instrumentation } from 'next'
import { reportFault } from '@/config/faults'
import { routeName } from '@/config/routeName'

/** Next.js answers for a page that failed on the server and keeps the fault to itself; here it is told. */
export const onRequestError: Instrumentation.onRequestError = (error, { path }) =>
  reportFault({ kind: 'request', where: routeName(path), error })
