type Role = 'administrator' | 'coordinator' | 'viewer'

/** Signing in through an OpenID provider. */
export type SignOnSettings = {
  issuer: string
  clientId: string
  /** Unset: a public client, which PKCE alone protects. */
  clientSecret: string | undefined
  scopes: string[]
  /** A claim, or a path of names with dots: `realm_access.roles`. */
  groupsClaim: string
  roles: { group: string; role: Role }[]
  /** What the button says. */
  label: string | undefined
}

type Given = { [Name in keyof SignOnSettings]: SignOnSettings[Name] | undefined }

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host)

/** Tokens never travel unencrypted, except to a provider on this very machine. */
export const isIssuer = (value: string): boolean => {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, search, hash, username } = new URL(value)
  return (
    (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) &&
    search === '' &&
    hash === '' &&
    username === ''
  )
}

/**
 * `group=role,group=role`; a group may hold commas and equal signs itself, as names in a directory do.
 * [] for anything else.
 */
export const rolesIn = (value: string): SignOnSettings['roles'] => {
  const pair = /\s*([^\s].*?)\s*=\s*(administrator|coordinator|viewer)\s*(?:,|$)/y
  const roles: SignOnSettings['roles'] = []
  while (pair.lastIndex < value.length) {
    const found = pair.exec(value)
    if (!found?.[1]) return []
    roles.push({ group: found[1], role: found[2] as Role })
  }
  return roles
}

export const signOnOf = ({
  issuer,
  clientId,
  clientSecret,
  scopes,
  groupsClaim,
  roles,
  label,
}: Given): SignOnSettings | undefined =>
  issuer === undefined || clientId === undefined || roles === undefined
    ? undefined
    : {
        issuer,
        clientId,
        clientSecret,
        scopes: scopes ?? ['openid', 'profile', 'email'],
        groupsClaim: groupsClaim ?? 'groups',
        roles,
        label,
      }
