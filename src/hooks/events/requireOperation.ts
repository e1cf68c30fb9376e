import type { CollectionBeforeOperationHook } from 'payload'
import { Refusal } from '@/domain/errors'

/**
 * Events, their days and occurrences are changed and deleted through src/operations only (they know the
 * dates and the people behind them). A direct write of Payload's would skip that, so it is refused.
 * Creation of an event is open: the hooks of the collection do all of it.
 */
export const requireOperation: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if ((operation === 'update' || operation === 'delete') && req.context.operation !== 'events')
    throw new Refusal('METHOD_NOT_ALLOWED')
  return args
}
