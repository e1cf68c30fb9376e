import { describe, expect, test } from 'vitest'
import { type Account, decideEntry, groupsIn, identityOf, roleOf } from './signOn'

const ROLES = [
  { group: 'pristan-viewers', role: 'viewer' },
  { group: '/pristan-admins', role: 'administrator' },
  { group: 'pristan-staff', role: 'coordinator' },
] as const

describe('groups and roles', () => {
  test.each([
    [{ groups: ['a', '/b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ groups: ['a', 5, null, { b: 1 }] }, 'groups', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ 'https://example.org/groups': ['a'] }, 'https://example.org/groups', ['a']],
    [{ 'urn:roles': { a: {}, b: {} } }, 'urn:roles', ['a', 'b']],
    [{}, 'groups', []],
    [{ groups: null }, 'groups.constructor', []],
    [{}, 'constructor.name', []],
  ])('%j has at %s the groups %j', (claims, path, groups) => {
    expect(groupsIn(claims, path)).toEqual(groups)
  })

  test.each([
    [['pristan-viewers'], 'viewer'],
    [['pristan-viewers', 'pristan-admins', 'pristan-staff'], 'administrator'],
    [['pristan-staff', 'other'], 'coordinator'],
    [['Pristan-Admins'], null],
    [[], null],
  ])('%j: %s', (groups, role) => {
    expect(roleOf(groups, ROLES)).toBe(role)
  })
})

describe('whom the provider names', () => {
  const place = { issuer: 'https://login.example.org', subject: 's-1', groupsClaim: 'groups', roles: ROLES }
  test('has the e-mail in small letters, verified only when the provider says true itself', () => {
    expect(identityOf({ email: ' Olga@Example.org', email_verified: true, name: 'Ольга' }, place)).toMatchObject({
      email: 'olga@example.org',
      emailVerified: true,
      name: 'Ольга',
      role: null,
    })
    for (const email_verified of ['true', 1, 'false', undefined, null])
      expect(identityOf({ email: 'a@example.org', email_verified }, place).emailVerified).toBe(false)
  })
  test('has a name whatever the provider knows', () => {
    expect(identityOf({ given_name: 'Ольга', family_name: 'Ким' }, place).name).toBe('Ольга Ким')
    expect(identityOf({ preferred_username: 'okim', email: 'o@example.org' }, place).name).toBe('okim')
    expect(identityOf({}, place).name).toBe('s-1')
  })
})

describe('whose account it is', () => {
  const me = {
    issuer: 'i',
    subject: 's',
    email: 'olga@example.org',
    emailVerified: true,
    name: 'Ольга',
    role: 'coordinator',
  } as const
  const account: Account = { id: 'a', role: 'viewer', blocked: false }
  const free = { ...account, linked: false }
  const nobody = { known: null, sameEmail: null }

  test.each([
    ['somebody new gets an account', me, nobody, 'create'],
    [
      'somebody known gets theirs, whatever the e-mail',
      { ...me, email: null, emailVerified: false },
      { known: { account }, sameEmail: null },
      'enter',
    ],
    ['a verified e-mail links', me, { known: null, sameEmail: free }, 'link'],
    [
      'the account of the subject goes before that of the e-mail',
      me,
      { known: { account }, sameEmail: { ...free, id: 'b' } },
      'enter',
    ],
    [
      'a deleted account made again by an administrator links',
      me,
      { known: { account: null }, sameEmail: free },
      'link',
    ],
  ] as const)('%s', (_, identity, found, kind) => {
    expect(decideEntry(identity, found)).toMatchObject({ kind, role: 'coordinator' })
  })

  test.each([
    ['no group', { ...me, role: null }, { known: { account }, sameEmail: free }, 'noGroup'],
    [
      'an unverified e-mail of an account',
      { ...me, emailVerified: false },
      { known: null, sameEmail: free },
      'emailUnverified',
    ],
    ['an unverified e-mail of nobody', { ...me, emailVerified: false }, nobody, 'emailUnverified'],
    ['no e-mail', { ...me, email: null }, nobody, 'emailUnverified'],
    ['an account of another subject', me, { known: null, sameEmail: { ...free, linked: true } }, 'linkedElsewhere'],
    ['a blocked account', me, { known: { account: { ...account, blocked: true } }, sameEmail: null }, 'blocked'],
    ['a blocked account with that e-mail', me, { known: null, sameEmail: { ...free, blocked: true } }, 'blocked'],
    ['a deleted account', me, { known: { account: null }, sameEmail: null }, 'removed'],
  ] as const)('refuses %s', (_, identity, found, why) => {
    expect(decideEntry(identity, found)).toBe(why)
  })
})
