import type { ApiTag } from '@/i18n/apiDocs'

/** The part of OpenAPI 3.1 that we use. Schemas are JSON Schema 2020-12. */
export type Schema = { [keyword: string]: unknown }

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
  example?: unknown
  style?: 'deepObject' | 'form'
  explode?: boolean
}
type Content = Record<
  string,
  { schema: Schema; example?: unknown; examples?: Record<string, { summary?: string; value: unknown }> }
>
export type Answer = {
  description: string
  content?: Content
  headers?: Record<string, { description: string; schema: Schema }>
}

export type Operation = {
  operationId: string
  tags: ApiTag[]
  summary: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, Answer>
  security?: Record<string, string[]>[]
}

export type PathItem = Partial<Record<'get' | 'post' | 'patch' | 'put' | 'delete', Operation>>

export type Description = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  tags: { name: ApiTag }[]
  paths: Record<string, PathItem>
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> }
}
