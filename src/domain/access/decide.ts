import type { Caller } from './caller'
import type { Condition, Principal, Rule } from './rules'

export const principalOf = (caller: Caller | null): Principal | 'volunteer' => {
  if (!caller) return 'anonymous'
  if (caller.kind === 'users') return caller.role
  return caller.kind === 'integrations' ? `key:${caller.scope}` : 'volunteer'
}

/** Applies a rule to a caller. Volunteers are not covered: they act only through the bot. */
export const decide = (rule: Rule, caller: Caller | null): true | Condition | false => {
  const who = principalOf(caller)
  return who === 'volunteer' ? false : (rule[who] ?? false)
}

/** A sample caller of each kind, for testing the predicates of routes and columns. */
export const exampleCaller = (who: Principal): Caller | null => {
  if (who === 'anonymous') return null
  if (who === 'key:read' || who === 'key:booking')
    return { kind: 'integrations', id: who, scope: who === 'key:read' ? 'read' : 'booking' }
  return { kind: 'users', id: who, role: who, via: 'api' }
}
