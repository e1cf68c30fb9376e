import type { Endpoint, PayloadRequest, SanitizedCollectionConfig, SanitizedConfig } from 'payload'
import { callerOf } from '@/access/caller'
import { signedInAfterAll } from '@/access/signedInAfterAll'
import { Refusal } from '@/domain/errors'
import { isId } from '@/domain/ids'
import { ACCESS } from '@/domain/access/table'
import { requireAccess } from '@/endpoints/collections/access'
import { checkQuery, clampLimit } from '@/endpoints/collections/checkQuery'
import { closeDoors } from '@/endpoints/collections/closeDoors'
import { checkBody } from '@/hooks/requests/checkBody'
import { readAsAsked } from '@/hooks/requests/readAsAsked'
import { refuseStaleForms } from '@/hooks/requests/refuseStaleForms'
import { checkReading, closeReading } from '@/endpoints/collections/checkReading'
import { measuredRoutes } from '@/operations/metrics/registry'
import { measured } from '@/endpoints/metrics/measured'
import { createOnce } from './createOnce'
import { limitRequests } from './limitRequests'
import { notingRefusals } from './noteRefusals'
import { refuseOtherAccount } from './refuseOtherAccount'
import { checksItself, mayCall } from './route'
import { unknownRoutes } from './unknownRoutes'
import { WRAPPED } from './wrapped'

/** Routes open without a login: the login itself and the ways to recover it. */
export const OPEN = new Set([
  'post /users/login',
  'post /users/logout',
  'get /users/me',
  'post /users/forgot-password',
  'post /users/reset-password',
  'get /oidc/start',
  'get /oidc/callback',
  'get /health/live',
  'get /health/ready',
  'get /openapi.json',
  'get /docs',
  // Telegram authenticates with a secret of its own.
  'post /telegram/webhook',
])

/** Answers everybody. The panel signs out a user that it does not return. */
const WHO_AM_I = 'get /users/me'

/** These store their answers themselves: a booking with its own statements, an integration without its key. */
const KEEP_THEIR_OWN = ['participants', 'integrations']

/** Every collection in which somebody may create. */
const REPEATABLE = new Set(
  Object.entries(ACCESS).flatMap(([slug, { create }]) =>
    Object.keys(create).length > 0 && !KEEP_THEIR_OWN.includes(slug) ? [`post /${slug}`] : [],
  ),
)

/** Called by machines every few seconds, so they don't count towards the limits. */
const UNCOUNTED = new Set(['get /health/live', 'get /health/ready', 'post /telegram/webhook'])

/** Checks a token of its own. */
const OWN_TOKEN = new Set(['get /metrics'])

/** All names above. A name without a route is an error: it might leave a login unthrottled or a page closed. */
const NAMED = [...OPEN, ...REPEATABLE, ...Object.keys(WRAPPED), ...UNCOUNTED, ...OWN_TOKEN]

/** The only internal collection of Payload that the panel uses over HTTP: each user's columns and tabs. */
const PREFERENCES = 'payload-preferences'

/**
 * Guards every route, ours and Payload's: closed to anonymous callers, ids are UUIDs, a page is at most 200, queries
 * and bodies have the right shape, unknown routes answer like every other error. New routes are included
 * automatically.
 */
export const guardEndpoints = (config: SanitizedConfig): SanitizedConfig => {
  const names = new Set<string>()
  config.endpoints.push(...unknownRoutes(config.endpoints, ''))
  config.endpoints.forEach(
    (endpoint, index) => (config.endpoints[index] = guarded(endpoint, names) as (typeof config.endpoints)[number]),
  )
  for (const collection of config.collections) {
    // The order matters: a bulk edit uses the guarded route of a single row.
    const known = (collection.endpoints || []).map((endpoint) => guarded(endpoint, names, collection))
    const all = [...closeDoors({ ...collection, endpoints: known }), ...unknownRoutes(known, `/${collection.slug}`)]
    collection.endpoints = all.map((endpoint) =>
      known.includes(endpoint) ? endpoint : guarded(endpoint, names, collection),
    )
    collection.hooks.beforeOperation.unshift(
      checkBody,
      isOurs(collection.slug) ? checkReading : closeReading,
      readAsAsked,
      refuseStaleForms,
    )
  }
  const unknown = NAMED.filter((name) => !names.has(name))
  if (unknown.length > 0) throw new Error(`No route is called ${unknown.join(', ')}`)
  const { onInit } = config
  config.onInit = async (payload) => {
    // Payload looks up a path's first segment here. Without a prototype "constructor" is not found.
    Object.setPrototypeOf(payload.collections, null)
    await onInit?.(payload)
  }
  return config
}

const isOurs = (slug: string): boolean => Object.hasOwn(ACCESS, slug)

/** Payload shares endpoint objects between collections, so they are replaced and never changed. */
const guarded = (endpoint: Endpoint, names: Set<string>, collection?: SanitizedCollectionConfig): Endpoint => {
  const base = collection ? `/${collection.slug}` : ''
  const name = `${endpoint.method} ${base}${endpoint.path === '/' ? '' : endpoint.path}`
  names.add(name)
  measuredRoutes().add(name.slice(name.indexOf(' ') + 1))
  const answer = WRAPPED[name]?.(endpoint.handler) ?? endpoint.handler
  const handler: Endpoint['handler'] = async (req) => {
    takeOverride(req)
    const known = callerOf(req)
    if (!UNCOUNTED.has(name)) limitRequests(req, known)
    const caller = known ?? (OPEN.has(name) && name !== WHO_AM_I ? null : await signedInAfterAll(req))
    if (!OPEN.has(name) && !OWN_TOKEN.has(name) && !caller) throw new Refusal('UNAUTHENTICATED')
    if (
      base.startsWith('/payload-') &&
      (caller?.kind !== 'users' || base !== `/${PREFERENCES}` || endpoint.path !== '/:key')
    )
      throw new Refusal('FORBIDDEN')
    if (caller && !OPEN.has(name)) refuseOtherAccount(req, caller)
    const id = req.routeParams?.id
    if (id !== undefined && !isId(id)) throw new Refusal('NOT_FOUND')
    if (checksItself(endpoint)) clampLimit(req)
    else if (collection) {
      await requireAccess(req, collection, endpoint)
      await checkQuery(req, collection.slug)
    }
    if (caller && !mayCall(endpoint, caller)) throw new Refusal('FORBIDDEN')
    return caller && REPEATABLE.has(name) ? createOnce(req, { caller, route: name }, answer) : answer(req)
  }
  const noting = notingRefusals(name, handler)
  return { ...endpoint, handler: (req) => measured(name, () => noting(req)) }
}

/** A long query may come in the body of a POST that stands for a GET. It is checked like any other query. */
const takeOverride = (req: PayloadRequest): void => {
  if (req.method?.toUpperCase() !== 'GET' || req.data === undefined) return
  req.query = { ...req.query, ...req.data }
  delete req.data
}
