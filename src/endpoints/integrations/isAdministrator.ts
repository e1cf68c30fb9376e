import type { Caller } from '@/domain/access/caller'

export const isAdministrator = (caller: Caller): boolean => caller.kind === 'users' && caller.role === 'administrator'
