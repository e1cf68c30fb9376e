import { z } from 'zod'
import type { ErrorCode } from '@/domain/errors'
import type { Route } from '@/endpoints/http/route'
import { errorAnswers, JSON_TYPE } from './answers'
import type { Operation, Parameter, PathItem, Schema } from './types'

/** The schema as sent over HTTP, before our transformations. */
export const jsonSchema = (schema: z.ZodType): Schema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  return rest
}

/** The path items of our own routes, from the definitions that also make the endpoints. */
export const ofRoutes = (routes: readonly Route[]): Record<string, PathItem> => {
  const paths: Record<string, PathItem> = {}
  for (const route of routes) {
    const path = asTemplate(route.path)
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return paths
}

export const asTemplate = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

export const operationId = (method: string, path: string): string =>
  [method, ...path.split(/[^A-Za-z0-9]+/)]
    .filter(Boolean)
    .map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
    .join('')

export const idParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
}

const operation = (route: Route): Operation => ({
  operationId: operationId(route.method, route.path),
  tags: [route.tag],
  summary: route.summary,
  ...(route.description ? { description: route.description } : {}),
  ...(route.allow === true ? { security: [] } : {}),
  parameters: parametersOf(route),
  ...(route.body
    ? {
        requestBody: {
          required: true,
          content: {
            [JSON_TYPE]: {
              schema: jsonSchema(route.body),
              ...(route.bodyExample ? { example: route.bodyExample } : {}),
            },
          },
        },
      }
    : {}),
  responses: {
    [String(route.answer.status)]: answerOf(route),
    ...(route.alsoAnswers
      ? { [String(route.alsoAnswers.status)]: { ...answerOf(route), description: route.alsoAnswers.description } }
      : {}),
    ...errorAnswers(codesOf(route)),
  },
})

const answerOf = ({ answer }: Route) => ({
  description: answer.description ?? 'Done',
  ...(answer.schema
    ? {
        content: {
          [answer.type ?? JSON_TYPE]: {
            schema: jsonSchema(answer.schema),
            ...(answer.example === undefined ? {} : { example: answer.example }),
          },
        },
      }
    : {}),
})

/** The codes that every route of this kind can return, plus its own. */
const codesOf = ({ allow, method, path, query, body, errors }: Route): ErrorCode[] => [
  // An address or a body that can't be read is refused before anybody looks whose it is.
  'MALFORMED',
  ...(query || body ? (['VALIDATION'] as const) : []),
  ...(method === 'get' ? [] : (['BODY_TOO_LARGE'] as const)),
  ...(allow === true ? [] : (['UNAUTHENTICATED', 'FORBIDDEN'] as const)),
  ...(path.includes(':id') ? (['NOT_FOUND'] as const) : []),
  ...errors,
  ...(path.startsWith('/health/') ? [] : (['TOO_MANY_REQUESTS'] as const)),
]

const parametersOf = ({ path, headers, query, queryExample }: Route): Parameter[] => {
  const shape = query ? (jsonSchema(query) as { properties?: Record<string, Schema>; required?: string[] }) : {}
  return [
    ...(path.includes(':id') ? [idParameter] : []),
    ...Object.entries(headers ?? {}).map(([name, description]): Parameter => ({
      name,
      in: 'header',
      description,
      schema: { type: 'string', maxLength: 255 },
    })),
    ...Object.entries(shape.properties ?? {}).map(([name, { description, ...schema }]): Parameter => ({
      name,
      in: 'query',
      required: shape.required?.includes(name) ?? false,
      ...(typeof description === 'string' ? { description } : {}),
      schema,
      ...(queryExample?.[name] === undefined ? {} : { example: queryExample[name] }),
    })),
  ]
}
