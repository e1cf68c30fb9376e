import { z } from 'zod'
import { route } from '@/endpoints/http/route'
import { checkReadiness } from '@/operations/health/checkReadiness'

const check = z.object({
  name: z.enum(['database', 'migrations', 'connections']),
  status: z.enum(['ok', 'failed']),
  reason: z.string().nullable(),
})

export const readyRoute = route<z.ZodUndefined, z.ZodUndefined, true>({
  method: 'get',
  path: '/health/ready',
  tag: 'Health',
  summary: 'Whether requests can be served',
  description: 'Answers 503 with the same body while a part is failing; `checks` names it.',
  allow: true,
  answer: {
    status: 200,
    schema: z.object({ status: z.enum(['ok', 'failed']), checks: z.array(check) }),
    example: { status: 'ok', checks: [{ name: 'database', status: 'ok', reason: null }] },
  },
  alsoAnswers: { status: 503, description: 'A part is failing' },
  errors: [],
  handler: async ({ req }) => {
    const readiness = await checkReadiness(req.payload)
    return Response.json(readiness, { status: readiness.status === 'ok' ? 200 : 503 })
  },
})
