import { createHash, timingSafeEqual } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { now } from '@/config/clock'
import { env } from '@/config/env'
import { isAdministrator } from '@/domain/access/caller'
import { route, type Route } from '@/endpoints/http/route'
import { collectMetrics } from '@/operations/metrics/collect'

const answer = async (req: PayloadRequest, at: Date): Promise<Response> => {
  const { text, type } = await collectMetrics(req.payload, at)
  return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } })
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const hasToken = (req: PayloadRequest): boolean => {
  const { metricsToken } = env()
  const given = /^Bearer (\S+)$/.exec(req.headers.get('authorization') ?? '')?.[1]
  return metricsToken !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(metricsToken))
}

const forAdministrators = route({
  method: 'get',
  path: '/metrics',
  tag: 'Health',
  summary: 'Figures for Prometheus',
  description:
    'For administrators, and for a Prometheus that sends `Authorization: Bearer` with METRICS_TOKEN. Each web ' +
    'process answers for itself; what the database knows is the same from all of them.',
  allow: isAdministrator,
  answer: { status: 200, schema: z.string(), type: 'text/plain', example: 'pristan_messages{status="pending"} 0' },
  errors: [],
  handler: async ({ req, now: at }) => answer(req, at),
})

export const metricsRoute: Route = {
  ...forAdministrators,
  handle: (req) => (hasToken(req) ? answer(req, now()) : forAdministrators.handle(req)),
}
