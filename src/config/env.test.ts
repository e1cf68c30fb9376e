import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { EnvironmentError, parseEnvironment } from './env'

const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    parseEnvironment(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
  return []
}

describe('the environment', () => {
  test('needs nothing at all', () => {
    expect(parseEnvironment({})).toEqual({
      databaseUrl: undefined,
      dataDir: path.resolve('.data'),
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      trustedProxies: [],
      payloadSecret: undefined,
      erasureLedger: path.resolve('.data/erasures.log'),
      adminEmail: 'admin@example.org',
      adminPassword: undefined,
      seed: 'demo',
      telegram: {
        botToken: undefined,
        volunteersChatId: undefined,
        apiRoot: undefined,
        webhookSecret: undefined,
        proxy: undefined,
      },
      smtpUrl: undefined,
      mailFrom: undefined,
      backup: { dir: path.resolve('.data/backups'), key: undefined },
      rateLimits: { key: 30_000, user: 30_000, address: 60_000, anonymous: 6_000 },
      logFormat: 'readable',
      signOn: undefined,
      metricsToken: undefined,
      checkRows: false,
      production: false,
    })
  })

  test('takes an empty value as unset', () => {
    expect(parseEnvironment({ PORT: '', DATABASE_URL: ' ', SEED: '' })).toEqual(parseEnvironment({}))
  })

  test('names every bad variable at once, and never its value', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      PORT: '70000',
      HOST: 'http://0.0.0.0',
      PUBLIC_URL: 'pristan.example.org',
      ADMIN_EMAIL: 'admin',
      ADMIN_PASSWORD: 'hunter2',
      SEED: 'everything',
      TELEGRAM_BOT_TOKEN: 'hunter2',
      VOLUNTEERS_CHAT_ID: '@volunteers',
      SMTP_URL: 'mail.example.org:25',
      MAIL_FROM: 'nobody',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'ADMIN_EMAIL',
      'ADMIN_PASSWORD',
      'SEED',
      'TELEGRAM_BOT_TOKEN',
      'VOLUNTEERS_CHAT_ID',
      'SMTP_URL',
      'MAIL_FROM',
    ])
    expect(problems.join()).not.toContain('hunter2')
  })

  test.each(['0', '-1', '3000.5', '1e3', 'http', '99999'])('refuses PORT=%s', (PORT) => {
    expect(problemsOf({ PORT })).toEqual(['PORT must be a port number from 1 to 65535'])
  })

  test.each([
    ['postgresql://user:p%40ss@db.example.org:5432/pristan', true],
    ['postgres:///pristan?host=/var/run/postgresql', true],
    ['postgresql://user:pass@db', false],
    ['postgresql://user:pa#ss@db:5432/pristan', false],
    ['host=db dbname=pristan', false],
  ])('DATABASE_URL=%s is accepted: %s', (DATABASE_URL, accepted) => {
    expect(problemsOf({ DATABASE_URL }).length === 0).toBe(accepted)
  })

  test('the demo is seeded on the embedded database only, unless asked for', () => {
    const DATABASE_URL = 'postgresql://user@db/pristan'
    expect(parseEnvironment({ DATABASE_URL }).seed).toBe('catalogue')
    expect(parseEnvironment({ DATABASE_URL, SEED: 'demo' }).seed).toBe('demo')
    expect(parseEnvironment({ SEED: 'none' }).seed).toBe('none')
  })

  test('drops the slash at the end of PUBLIC_URL', () => {
    expect(parseEnvironment({ PUBLIC_URL: 'https://pristan.example.org/' }).publicUrl).toBe(
      'https://pristan.example.org',
    )
  })

  test('trusts a proxy on this machine only where PUBLIC_URL says there is one, and takes addresses and networks', () => {
    expect(parseEnvironment({ PUBLIC_URL: 'https://pristan.example.org' }).trustedProxies).toEqual(['127.0.0.1', '::1'])
    expect(parseEnvironment({ TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16,2001:db8::/32' }).trustedProxies).toEqual([
      '10.0.0.5',
      '10.1.0.0/16',
      '2001:db8::/32',
    ])
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.1/8/8', '::1/129'])
      expect(problemsOf({ TRUSTED_PROXIES: wrong })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES must/)])
  })
})
