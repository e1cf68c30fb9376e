import { z } from 'zod'
import { reportFault } from '@/config/faults'
import { callerKey, isAdministrator } from '@/domain/access/caller'
import { TOLD_ERRORS } from '@/domain/limits/told'
import { refuseFor } from '@/endpoints/http/limitRequests'
import { route } from '@/endpoints/http/route'
import { solve } from '@/operations/errors/solve'
import { limiterOf } from '@/operations/limits/limiter'

export const solveErrorRoute = route({
  method: 'post',
  path: '/error-reports/:id/solve',
  tag: 'Logs',
  summary: 'Mark an error of the program as solved',
  description: 'It is opened again when it is seen again.',
  allow: isAdministrator,
  answer: {
    status: 200,
    schema: z.object({ id: z.string(), state: z.literal('solved') }),
    example: { id: '0198a000-0000-7000-8000-000000000001', state: 'solved' },
  },
  errors: ['NOT_FOUND'],
  handler: async ({ req, caller, now, id }) => {
    await solve(req.payload, { id, caller, now })
    return { id, state: 'solved' as const }
  },
})

const SCREEN = /^\/admin(?:\/collections\/[a-z-]{1,30})?(?=\/|$)/

export const reportBrowserErrorRoute = route({
  method: 'post',
  path: '/error-reports/browser',
  tag: 'Logs',
  summary: 'Tell of an error on a screen of the panel',
  description: 'For the panel itself. Of the error its kind and the places in the program are kept, nothing it says.',
  allow: (caller) => caller.kind === 'users',
  body: z.strictObject({ type: z.string().max(64), page: z.string().max(200), stack: z.string().max(10_000) }),
  bodyExample: { type: 'TypeError', page: '/admin/collections/events', stack: '' },
  answer: { status: 204, schema: null },
  errors: [],
  handler: async ({ req, caller, body: { type, page, stack } }) => {
    const wait = limiterOf(req.payload).take([{ key: `told:${callerKey(caller)}`, limit: TOLD_ERRORS }])
    if (wait > 0) throw refuseFor(req, wait)
    reportFault({
      kind: 'browser',
      where: `panel ${SCREEN.exec(page)?.[0] ?? '/admin'}`,
      error: { name: type, stack: builtFrames(stack) },
    })
  },
})

/** Anybody can send anything here, so only frames of our own built files are kept, and only their position. */
const builtFrames = (stack: string): string =>
  stack
    .split('\n')
    .map((line) => /\/_next\/static\/([\w./~-]{1,120}\.js):(\d{1,7}):(\d{1,7})\)?$/.exec(line.trimEnd()))
    .filter((match) => match !== null)
    .map(([, file, line, column]) => `    at .next/static/${file}:${line}:${column}`)
    .join('\n')
