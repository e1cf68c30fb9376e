import { z } from 'zod'
import { route } from '@/endpoints/http/route'

export const liveRoute = route<z.ZodUndefined, z.ZodUndefined, true>({
  method: 'get',
  path: '/health/live',
  tag: 'Health',
  summary: 'Whether the process answers',
  allow: true,
  answer: { status: 200, schema: z.object({ status: z.literal('ok') }), example: { status: 'ok' } },
  errors: [],
  handler: async () => ({ status: 'ok' }),
})
