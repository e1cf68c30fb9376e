import type { Access } from 'payload'
import { callerOf } from './caller'

/** Any user of the panel and any valid key: the schedule and the catalogue hold no personal data. */
export const isSignedIn: Access = ({ req }) => callerOf(req) !== null
