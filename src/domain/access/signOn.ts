import type { Role } from './caller'

/** Why single sign-on sent the user back to the login page. The page has a sentence for each. */
export const SIGN_ON_REFUSALS = [
  'denied',
  'expired',
  'failed',
  'unavailable',
  'noGroup',
  'emailUnverified',
  'linkedElsewhere',
  'blocked',
  'removed',
  'lastAdministrator',
] as const
export type SignOnRefusal = (typeof SIGN_ON_REFUSALS)[number]

export const isSignOnRefusal = (value: unknown): value is SignOnRefusal => SIGN_ON_REFUSALS.some((one) => one === value)

type Claims = Readonly<Record<string, unknown>>

/** The person as the provider describes them. */
export type Identity = {
  issuer: string
  subject: string
  email: string | null
  emailVerified: boolean
  name: string
  role: Role | null
}

export type GroupRole = { group: string; role: Role }

const RANK: Record<Role, number> = { viewer: 1, coordinator: 2, administrator: 3 }

/** Some providers put a slash before group names, so a leading slash is ignored. */
const plain = (group: string): string => group.trim().replace(/^\//, '')

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Finds a claim by its name or by a dotted path: `realm_access.roles`. */
const claimAt = (claims: Claims, path: string): unknown => {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined), claims)
}

/** Providers send groups as a list, as one name, or as an object whose keys are the names. */
export const groupsIn = (claims: Claims, path: string): string[] => {
  const value = claimAt(claims, path)
  const names = isRecord(value) ? Object.keys(value) : [value].flat()
  return names.filter((one): one is string => typeof one === 'string').map(plain)
}

/** The highest role among the groups; null if none of them has a role. */
export const roleOf = (groups: readonly string[], map: readonly GroupRole[]): Role | null => {
  const roles = map.filter(({ group }) => groups.includes(plain(group))).map(({ role }) => role)
  return roles.sort((a, b) => RANK[b] - RANK[a])[0] ?? null
}

const textIn = (value: unknown, max: number): string | null =>
  typeof value === 'string' && value.trim() !== '' && !value.includes('\0') ? value.trim().slice(0, max) : null

export const identityOf = (
  claims: Claims,
  {
    issuer,
    subject,
    groupsClaim,
    roles,
  }: { issuer: string; subject: string; groupsClaim: string; roles: readonly GroupRole[] },
): Identity => {
  const email = textIn(claims.email, 320)?.toLowerCase() ?? null
  const whole = [claims.given_name, claims.family_name]
    .map((part) => textIn(part, 100))
    .filter(Boolean)
    .join(' ')
  const name =
    textIn(claims.name, 200) ?? (whole || (textIn(claims.preferred_username, 200) ?? email ?? subject.slice(0, 200)))
  return {
    issuer,
    subject,
    email,
    emailVerified: claims.email_verified === true,
    name,
    role: roleOf(groupsIn(claims, groupsClaim), roles),
  }
}

export type Account = { id: string; role: Role; blocked: boolean }

export type Found = {
  /** The account linked to this identity before; `account` is null if an administrator has deleted it since. */
  known: { account: Account | null } | null
  /** The account with this e-mail, and whether it is already linked to another identity. */
  sameEmail: (Account & { linked: boolean }) | null
}

export type Entry = { role: Role } & (
  { kind: 'enter' | 'link'; account: Account } | { kind: 'create'; email: string; name: string }
)

/**
 * Finds the account for a sign-in: by issuer and subject, or the first time by e-mail. E-mail counts only if the
 * provider has verified it and the account is not linked to another identity there. An unverified e-mail always gets
 * the same answer, so it doesn't reveal whether such an account exists.
 */
export const decideEntry = (
  { role, email, emailVerified, name }: Identity,
  { known, sameEmail }: Found,
): Entry | SignOnRefusal => {
  if (role === null) return 'noGroup'
  if (known?.account) return known.account.blocked ? 'blocked' : { kind: 'enter', account: known.account, role }
  if (email === null || !emailVerified) return known ? 'removed' : 'emailUnverified'
  if (sameEmail === null) return known ? 'removed' : { kind: 'create', email, name, role }
  if (sameEmail.linked) return 'linkedElsewhere'
  return sameEmail.blocked ? 'blocked' : { kind: 'link', account: sameEmail, role }
}
