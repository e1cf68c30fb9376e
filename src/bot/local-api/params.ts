import type { IncomingMessage } from 'node:http'

export type Upload = { name: string; bytes: Buffer }
export type Params = Record<string, unknown>
export type Asked = { params: Params; uploads: Map<string, Upload> }

/** Form values are strings. These stay strings even if they look like JSON. */
const STRINGS = new Set([
  'text',
  'caption',
  'parse_mode',
  'callback_query_id',
  'url',
  'secret_token',
  'file_id',
  'language_code',
  'name',
  'description',
  'short_description',
  'photo',
  'document',
  'method',
])

/** Reads a call in any form that the Bot API accepts: query, JSON, or a form with or without files. */
export const readCall = async (request: IncomingMessage, query: URLSearchParams): Promise<Asked> => {
  const uploads = new Map<string, Upload>()
  const params: Params = {}
  for (const [name, value] of query) params[name] = fromForm(name, value)
  const body = await readAll(request)
  if (body.length === 0) return { params, uploads }
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json'))
    return { params: { ...params, ...(JSON.parse(body.toString()) as Params) }, uploads }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  for (const [name, value] of form) {
    if (typeof value === 'string') params[name] = fromForm(name, value)
    else uploads.set(name, { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  delete params.method // telegraf repeats the method inside a form
  return { params, uploads }
}

const fromForm = (name: string, value: string): unknown => {
  if (STRINGS.has(name)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value // a plain string, such as @name of a channel
  }
}

const readAll = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
