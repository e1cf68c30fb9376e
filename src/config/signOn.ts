type Role = 'administrator' | 'coordinator' | 'viewer'

/** Signing in through an OpenID provider. */
export type SignOnSettings = {
  issuer: string
  clientId: string
  /** Unset: a public client, protected only by PKCE. */
  clientSecret: string | undefined
  scopes: string[]
  /** A claim or a dotted path: `realm_access.roles`. */
  groupsClaim: string
  roles: { group: string; role: Role }[]
  /** The label of the button. */
  label: string | undefined
}

type Given = { [Name in keyof SignOnSettings]: SignOnSettings[Name] | undefined }

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host)

/** Tokens must not be sent unencrypted, except to a provider on the same machine. */
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
 * Parses `group=role,group=role`. A group may itself contain commas and equal signs, like names in a directory.
 * Returns [] if it is invalid.
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
