import type { SanitizedCollectionConfig } from 'payload'
import type { Route } from '@/endpoints/http/route'
import { apiDocsText } from '@/i18n/apiDocs'
import { errorCodeSchema, errorSchema } from './answers'
import { login } from './login'
import { ofCollections } from './ofCollections'
import { ofRoutes } from './ofRoutes'
import type { Description, PathItem } from './types'

const ABOUT = `REST API of Pristan, the back-office of day centres.

- JSON. Ids are UUIDs. Dates are \`YYYY-MM-DD\` and times \`HH:mm\` in the zone of the place; instants are ISO 8601 in
  UTC. An empty value is null.
- Staff sign in with \`POST /users/login\` and send \`Authorization: JWT <token>\`. Programs send
  \`Authorization: integrations API-Key <key>\`; the scope of a key is \`read\` or \`booking\`.
- Every error has the shape of the schema \`Error\`; \`data.code\` is one of \`ErrorCode\`.
- \`limit\` is at most 200, \`depth\` at most 3, a body at most 1 MB.`

type Source = { routes: readonly Route[]; collections: readonly SanitizedCollectionConfig[]; version: string }

/** Describes the API from the same definitions that handle the requests, so it can't be wrong about them. */
export const describeApi = ({ routes, collections, version }: Source): Description => {
  const described = ofCollections(collections)
  const paths = merged(login, described.paths, ofRoutes(routes))
  const used = Object.values(paths).flatMap((item) => Object.values(item).flatMap(({ tags }) => tags))
  return {
    openapi: '3.1.0',
    info: { title: 'Pristan', version, description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api' }],
    security: [{ token: [] }, { key: [] }, { cookie: [] }],
    tags: apiDocsText
      .names('apiDocs.tags')
      .flatMap((name) => used.find((tag) => tag === name) ?? [])
      .map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: errorSchema, ErrorCode: errorCodeSchema, ...described.schemas },
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`JWT <token>` of a user of the panel',
        },
        key: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`integrations API-Key <key>` of a program',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: 'payload-token', description: 'What the panel uses' },
      },
    },
  }
}

const merged = (...sources: Record<string, PathItem>[]): Record<string, PathItem> => {
  const paths: Record<string, PathItem> = {}
  for (const source of sources)
    for (const [path, item] of Object.entries(source)) paths[path] = { ...paths[path], ...item }
  return paths
}
