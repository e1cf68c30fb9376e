import type { ServerFunctionClientArgs } from 'payload'

/**
 * After saving, the panel asks for a form of the answer it got. The API says null where there is no rule
 * as a form; Payload builds a group only from an object or from nothing.
 */
export const withoutNullGroups = (call: ServerFunctionClientArgs): ServerFunctionClientArgs => {
  const { data } = (call.args ?? {}) as { data?: { recurrence?: unknown } | null }
  if (data?.recurrence !== null) return call
  const { recurrence: _null, ...rest } = data
  return { ...call, args: { ...call.args, data: rest } }
}
