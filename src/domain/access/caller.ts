/** Who is asking. The edges build it from the request, so operations never read a request themselves. */
export type Role = 'administrator' | 'coordinator' | 'viewer'
export type Scope = 'read' | 'booking'

/** Where a request came from. Only for the audit log; no rule depends on it. */
export type Origin = { address: string | null; requestId: string | null }

export type Caller = (
  | { kind: 'users'; id: string; role: Role; via: 'panel' | 'api' }
  | { kind: 'integrations'; id: string; scope: Scope }
  | { kind: 'volunteers'; id: string }
) & { origin?: Origin }

export type Source = 'bot' | 'panel' | 'api'

export const isAdministrator = (caller: Caller): boolean => caller.kind === 'users' && caller.role === 'administrator'

/** Staff may book after the end and outside the window. For API keys and the bot every rule holds. */
export const isStaff = (caller: Caller): boolean =>
  caller.kind === 'users' && (caller.role === 'administrator' || caller.role === 'coordinator')

/** The same of an account, whose role comes from anywhere. */
export const isStaffRole = (role: unknown): boolean => role === 'administrator' || role === 'coordinator'

/** May take places and see people's names: staff, volunteers through the bot, keys with the booking scope. */
export const mayBook = (caller: Caller): boolean =>
  isStaff(caller) || caller.kind === 'volunteers' || (caller.kind === 'integrations' && caller.scope === 'booking')

/** Phones and comments are for staff; the fields say the same in table.ts. */
export const mayReadPhones = isStaff

/** Whose phones a caller may find people by: at the door by any part of one, a program only by a whole one. */
export const phonesFound = (caller: Caller): 'any' | 'whole' | 'none' => {
  if (isStaff(caller) || caller.kind === 'volunteers') return 'any'
  return mayBook(caller) ? 'whole' : 'none'
}

export const sourceOf = (caller: Caller): Source => {
  if (caller.kind === 'volunteers') return 'bot'
  return caller.kind === 'users' ? caller.via : 'api'
}

/** Identifies a caller as the owner of holds and idempotency keys. */
export const callerKey = (caller: Caller): string => `${caller.kind}:${caller.id}`
