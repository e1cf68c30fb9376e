import type { CollectionBeforeOperationHook, Where } from 'payload'

const MENTIONED = /"(?:id|mergedInto)":/

/**
 * A list of people has nobody twice: records that lead to another one are shown only to whoever asks for them, by their
 * ids or by `mergedInto`.
 */
export const hideMerged: CollectionBeforeOperationHook = ({ args, operation }) => {
  const asked = args as { id?: unknown; where?: Where; overrideAccess?: boolean }
  if ((operation !== 'read' && operation !== 'count') || asked.overrideAccess || asked.id !== undefined) return args
  if (MENTIONED.test(JSON.stringify(asked.where ?? {}))) return args
  const whole: Where = { mergedInto: { exists: false } }
  return { ...args, where: asked.where ? { and: [asked.where, whole] } : whole }
}
