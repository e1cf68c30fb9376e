import type { Endpoint, SanitizedConfig } from 'payload'

/** Adds HEAD to every GET route: the same checks and headers without the body. */
export const answerHead = (config: SanitizedConfig): SanitizedConfig => {
  config.endpoints.push(...config.endpoints.filter(isRead).map(asHead))
  for (const collection of config.collections) {
    const endpoints = collection.endpoints || []
    collection.endpoints = [...endpoints, ...endpoints.filter(isRead).map(asHead)]
  }
  return config
}

const isRead = ({ method }: Endpoint): boolean => method === 'get'

const asHead = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  method: 'head',
  handler: async (req) => {
    const { body, status, headers } = await endpoint.handler(req)
    // Nobody will read the stream, so an export has to release its database connection.
    await body?.cancel()
    return new Response(null, { status, headers })
  },
})
