import type { Endpoint, PayloadRequest } from 'payload'
import { Refusal } from '@/domain/errors'

const METHODS: Endpoint['method'][] = ['get', 'post', 'patch', 'put', 'delete']

const EVERYTHING = '/(.*)'

/** The last endpoints of a list: unknown paths get an error in the same format as all others. */
export const unknownRoutes = (endpoints: readonly Endpoint[], base: string): Endpoint[] =>
  METHODS.map((method) => ({ method, path: EVERYTHING, handler: (req) => refuseUnknown(req, endpoints, base) }))

const refuseUnknown = (req: PayloadRequest, endpoints: readonly Endpoint[], base: string): never => {
  const path = (req.pathname ?? '').replace(/^\/api/, '').slice(base.length) || '/'
  const methods = new Set(
    endpoints.filter((endpoint) => matches(endpoint.path, path)).map(({ method }) => method.toUpperCase()),
  )
  if (methods.size === 0) throw new Refusal('NOT_FOUND')
  if (methods.has('GET')) methods.add('HEAD')
  req.responseHeaders = new Headers({ Allow: [...methods].join(', ') })
  throw new Refusal('METHOD_NOT_ALLOWED')
}

/** Payload's paths consist of literals, `:name` and `:name?`. */
const matches = (pattern: string, path: string): boolean => {
  if (pattern === EVERYTHING) return false
  const source = pattern.replace(/\/:\w+\?/g, '(?:/[^/]+)?').replace(/:\w+/g, '[^/]+')
  return new RegExp(`^${source}/?$`).test(path)
}
