import { z } from 'zod'
import packageJson from '../../../package.json'
import { route, type Route } from '@/endpoints/http/route'
import { languageOf } from '@/i18n'
import { describeApi } from './describe'
import { page, VIEWER_POLICY } from './page'
import type { Description } from './types'
import type { PayloadRequest } from 'payload'

/** Cached, because the description can't change while a process runs. */
let described: Description | null = null

/** The two routes that describe all the others. `routes` is a function because it is complete only after loading. */
export const describingRoutes = (routes: () => readonly Route[]): Route[] => {
  const description = ({ payload }: PayloadRequest): Description =>
    (described ??= describeApi({
      routes: routes(),
      collections: payload.config.collections,
      version: packageJson.version,
    }))
  return [
    route<z.ZodUndefined, z.ZodUndefined, true>({
      method: 'get',
      path: '/openapi.json',
      tag: 'Description',
      summary: 'This description, OpenAPI 3.1',
      allow: true,
      answer: { status: 200, schema: z.object({ openapi: z.literal('3.1.0') }).loose() },
      errors: [],
      handler: async ({ req }) => description(req),
    }),
    route<z.ZodUndefined, z.ZodUndefined, true>({
      method: 'get',
      path: '/docs',
      tag: 'Description',
      summary: 'This description as a page, with requests to send',
      allow: true,
      answer: { status: 200, schema: z.string(), type: 'text/html' },
      errors: [],
      handler: async ({ req }) =>
        new Response(page(description(req), languageOf(req)), {
          headers: {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': VIEWER_POLICY,
            'X-Content-Type-Options': 'nosniff',
          },
        }),
    }),
  ]
}
