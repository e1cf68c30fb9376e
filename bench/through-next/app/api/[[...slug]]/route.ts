import config from '@payload-config'
import { REST_GET, REST_POST } from '@payloadcms/next/routes'
import { getPayload, JWTAuthentication } from 'payload'

/** Requests with this header are authenticated by Payload's own strategy. */
const STOCK = 'x-stock-look-up'

let ready: Promise<void> | undefined

/** Not at build time, when there is no database. */
const prepare = async (): Promise<void> => {
  const { authStrategies } = await getPayload({ config })
  for (const strategy of authStrategies) {
    const { authenticate, name } = strategy
    if (name === 'local-jwt')
      strategy.authenticate = (args) => (args.headers.has(STOCK) ? JWTAuthentication(args) : authenticate(args))
  }
}

const after =
  (handler: ReturnType<typeof REST_GET>): ReturnType<typeof REST_GET> =>
  async (request, args) => {
    await (ready ??= prepare())
    return handler(request, args)
  }

export const GET = after(REST_GET(config))
export const POST = after(REST_POST(config))
