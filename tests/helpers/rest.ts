import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SanitizedConfig } from 'payload'
import { createEdge } from '@/processes/http/edge'

/** Serves the product's API on a port of its own. */
export const serveRest = async (
  config: Promise<SanitizedConfig> | SanitizedConfig,
): Promise<{ server: Server; origin: string }> => {
  // Imported late, because Payload reads the environment when loaded.
  const { createApi } = await import('@/processes/http/api')
  const { server } = createEdge(createApi(config))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
