import { describe, expect, test } from 'vitest'
import { parseEnvironment, EnvironmentError } from './env'
import { rolesIn } from './signOn'

const BASE = {
  OIDC_ISSUER: 'https://login.example.org/realms/charity',
  OIDC_CLIENT_ID: 'pristan',
  OIDC_ROLE_MAP: 'pristan-admins=administrator',
}
const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    parseEnvironment(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
  return []
}

describe('single sign-on in the environment', () => {
  test('is off until an issuer is named', () => {
    expect(parseEnvironment({}).signOn).toBe(undefined)
  })

  test('needs the issuer, the client and the roles; the rest has defaults', () => {
    expect(parseEnvironment(BASE).signOn).toEqual({
      issuer: 'https://login.example.org/realms/charity',
      clientId: 'pristan',
      clientSecret: undefined,
      scopes: ['openid', 'profile', 'email'],
      groupsClaim: 'groups',
      roles: [{ group: 'pristan-admins', role: 'administrator' }],
      label: undefined,
    })
  })

  test('says what is missing, never what a secret is', () => {
    expect(problemsOf({ OIDC_CLIENT_SECRET: 'hunter2' }).map((problem) => problem.split(' ')[0])).toEqual([
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'OIDC_ROLE_MAP',
    ])
    expect(problemsOf({ OIDC_CLIENT_SECRET: 'hunter2' }).join()).not.toContain('hunter2')
    expect(problemsOf({ ...BASE, OIDC_SCOPES: 'profile email' })).toEqual([
      'OIDC_SCOPES must name the scope openid: openid profile email',
    ])
    expect(problemsOf({ ...BASE, OIDC_ROLE_MAP: 'pristan-admins=root' })).toHaveLength(1)
  })

  test.each([
    ['https://login.example.org', true],
    ['http://localhost:8080/realms/x', true],
    ['http://127.0.0.1:8080', true],
    ['http://[::1]:8080', true],
    ['http://login.example.org', false],
    ['http://localhost.example.org', false],
    ['http://127.0.0.1.example.org', false],
    ['https://login.example.org/?x=1', false],
    ['login.example.org', false],
  ])('the issuer %s is accepted: %s', (OIDC_ISSUER, accepted) => {
    expect(problemsOf({ ...BASE, OIDC_ISSUER }).length === 0).toBe(accepted)
  })

  test.each([
    ['a=viewer', [['a', 'viewer']]],
    [
      ' a = viewer , b=administrator ',
      [
        ['a', 'viewer'],
        ['b', 'administrator'],
      ],
    ],
    [
      'cn=admins,ou=groups=administrator,cn=staff,ou=groups=coordinator',
      [
        ['cn=admins,ou=groups', 'administrator'],
        ['cn=staff,ou=groups', 'coordinator'],
      ],
    ],
    ['/Пристань/Координаторы=coordinator', [['/Пристань/Координаторы', 'coordinator']]],
    ['a=viewer,b', []],
    ['=viewer', []],
    ['viewer', []],
  ])('the roles of "%s"', (text, pairs) => {
    expect(rolesIn(text).map(({ group, role }) => [group, role])).toEqual(pairs)
  })
})
