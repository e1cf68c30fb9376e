import type { Access } from 'payload'
import { callerOf } from './caller'

/** A deleted event disappears from every list; its past stays with its occurrences. */
export const notDeleted: Access = ({ req }) => (callerOf(req) ? { deletedAt: { exists: false } } : false)
