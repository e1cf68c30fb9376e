/** Who asks. Every operation gets one; nothing below the edge reads a request to find out. */
export type Role = 'administrator' | 'coordinator' | 'viewer'
export type Scope = 'read' | 'booking'

/** Where a request came from; nothing is decided by it, the audit log says it. */
export type Origin = { address: string | null; requestId: string | null }

export type Caller = (
  | { kind: 'users'; id: string; role: Role; via: 'panel' | 'api' }
  | { kind: 'integrations'; id: string; scope: Scope }
  | { kind: 'volunteers'; id: string }
) & { origin?: Origin }

export type Source = 'bot' | 'panel' | 'api'

export const isAdministrator = (caller: Caller): boolean => caller.kind === 'users' && caller.role === 'administrator'

/** Staff may book after the end and outside the window; keys and the bot are bound by every rule. */
export const isStaff = (caller: Caller): boolean =>
  caller.kind === 'users' && (caller.role === 'administrator' || caller.role === 'coordinator')

/** May take places and see people's names: staff, volunteers through the bot, keys with the booking scope. */
export const mayBook = (caller: Caller): boolean =>
  isStaff(caller) || caller.kind === 'volunteers' || (caller.kind === 'integrations' && caller.scope === 'booking')

export const sourceOf = (caller: Caller): Source => {
  if (caller.kind === 'volunteers') return 'bot'
  return caller.kind === 'users' ? caller.via : 'api'
}

/** One string per caller: the owner of holds and of idempotency keys. */
export const callerKey = (caller: Caller): string => `${caller.kind}:${caller.id}`
