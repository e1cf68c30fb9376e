import { z } from 'zod'
import { route } from '@/endpoints/http/route'
import { watch } from '@/operations/live/watch'
import { eventStream } from './stream'

/** After this time the browser has to reconnect, so somebody who was signed out meanwhile is refused. */
const LONGEST_SECONDS = 900

export const liveRoute = route({
  method: 'get',
  path: '/live',
  tag: 'Live',
  summary: 'What changes, as it changes: server-sent events',
  description:
    'For users of the panel. A message is `{topic: participants | occurrences | events | messages, id, ' +
    'occurrence?}`: ids only, `id` is null when many changed at once. The event `refresh` says that changes may ' +
    'have been missed: read again. Ends by itself after `seconds`.',
  allow: (caller) => caller.kind === 'users',
  query: z.object({
    seconds: z.coerce
      .number({ error: 'fieldInvalid' })
      .int('fieldInvalid')
      .min(0, 'fieldInvalid')
      .max(LONGEST_SECONDS, 'fieldInvalid')
      .default(LONGEST_SECONDS),
  }),
  queryExample: { seconds: 60 },
  answer: {
    status: 200,
    type: 'text/event-stream',
    schema: z.string(),
    example: 'data: {"topic":"participants","id":null,"occurrence":"0198a000-0000-7000-8000-000000000003"}\n\n',
  },
  errors: ['BUSY'],
  handler: async ({ req, query, caller }) =>
    new Response(
      eventStream({ seconds: query.seconds, signal: req.signal, watch: (hear) => watch(req.payload, caller, hear) }),
      {
        // no-transform keeps proxies from compressing the stream, which would delay it.
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-cache, no-store, no-transform',
          'X-Accel-Buffering': 'no',
        },
      },
    ),
})
