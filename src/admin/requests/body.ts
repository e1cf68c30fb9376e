/** What a request sends, as fields: our own requests are JSON, Payload's forms carry theirs in a part. */
export const fieldsOf = (body: unknown): Record<string, unknown> => {
  const text = body instanceof FormData ? body.get('_payload') : body
  if (typeof text !== 'string') return {}
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Two requests with the same text ask for the same thing. */
export const textOf = (body: unknown): string => {
  if (!(body instanceof FormData)) return typeof body === 'string' ? body : ''
  const parts = [...body.entries()].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [value.name, value.size, value.lastModified],
  ])
  return JSON.stringify(parts)
}

/** Only texts and forms can be sent again: a stream is gone after the first time. */
export const isRepeatable = (body: unknown): boolean =>
  body === undefined || body === null || typeof body === 'string' || body instanceof FormData
