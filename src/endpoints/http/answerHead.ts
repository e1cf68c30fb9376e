import type { Endpoint, SanitizedConfig } from 'payload'

/** Every route that can be read answers HEAD too: what GET answers, checks and all, without the body. */
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
    // A stream nobody will read: an export lets its connection go.
    await body?.cancel()
    return new Response(null, { status, headers })
  },
})
