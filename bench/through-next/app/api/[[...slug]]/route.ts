import config from '@payload-config'
import { REST_GET, REST_POST } from '@payloadcms/next/routes'
import { getPayload, JWTAuthentication } from 'payload'

/** A request with this header is signed in the way Payload does it by itself. */
const STOCK = 'x-stock-look-up'

let ready: Promise<void> | undefined

/** Not while it is built: there is no database then. */
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
