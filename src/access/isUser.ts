import type { Access } from 'payload'
import { callerOf } from './caller'

/** People who sign in to the panel, whatever their role; no keys. */
export const isUser: Access = ({ req }) => callerOf(req)?.kind === 'users'
