import https from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProvider, type TestProvider } from '../helpers/oidcProvider'
import { startTlsProxy, type TlsProxy } from '../helpers/tlsProxy'
import { freePort, startProduct, type Product } from '../system/product'
import { openBrowser } from '../system/browser'
import { password as passwordOfPlain, url as plain } from './harness'

let proxy: TlsProxy
let provider: TestProvider
let product: Product
beforeAll(async () => {
  const port = await freePort()
  proxy = await startTlsProxy()
  provider = await startProvider({ app: proxy.url })
  provider.accounts.set('olga', {
    email: 'olga@example.org',
    email_verified: true,
    name: 'Ольга',
    groups: ['pristan-viewers'],
  })
  product = await startProduct({ SEED: 'none', PORT: String(port), PUBLIC_URL: proxy.url, ...provider.environment })
  proxy.forwardTo(port)
})
afterAll(async () => {
  await product.stop()
  await product.clean()
  await Promise.all([proxy.close(), provider.close()])
})

const ask = (
  path: string,
  { method = 'GET', body, headers = {} }: { method?: string; body?: object; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: IncomingHttpHeaders }> =>
  new Promise((resolve, reject) => {
    const request = https.request(
      `${proxy.url}${path}`,
      {
        method,
        rejectUnauthorized: false,
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      },
      (answer) => {
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      },
    )
    request.on('error', reject)
    request.end(body ? JSON.stringify(body) : undefined)
  })

const credentials = (password: string) => ({ email: 'admin@example.org', password })

it('where people come by https, every cookie is for https only and every answer says to stay there', async () => {
  const login = await ask('/api/users/login', {
    method: 'POST',
    body: credentials(product.password),
    headers: { origin: proxy.url, 'sec-fetch-site': 'same-origin' },
  })
  expect(login.status).toBe(200)
  expect(login.headers['set-cookie']?.[0]).toMatch(
    /^__Host-payload-token=[^;]+;.* Path=\/; Secure=true; HttpOnly=true; SameSite=Lax$/,
  )
  const begun = await ask('/api/oidc/start')
  expect(begun.headers['set-cookie']?.[0]).toMatch(
    /^pristan-sign-in=.*; Path=\/api\/oidc; Secure=true; HttpOnly=true; SameSite=Lax$/,
  )
  expect(new URL(begun.headers.location ?? '').searchParams.get('redirect_uri')).toBe(`${proxy.url}/api/oidc/callback`)
  for (const path of ['/admin/login', '/api/health/live', '/api/places', '/nowhere']) {
    const { headers } = await ask(path)
    expect([path, headers['strict-transport-security']]).toEqual([path, 'max-age=31536000; includeSubDomains'])
  }
})

it('where they come by http, nothing is promised that would lock them out', async () => {
  const login = await fetch(`${plain}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials(passwordOfPlain)),
  })
  expect(login.headers.get('set-cookie')).not.toMatch(/Secure/i)
  expect(login.headers.get('strict-transport-security')).toBe(null)
  expect((await fetch(`${plain}/admin/login`)).headers.get('content-security-policy')).not.toContain(
    'upgrade-insecure-requests',
  )
})

it('a browser signs in behind the proxy by password and by single sign-on, with cookies that never leave TLS', async (context) => {
  // The proxy's certificate is not from a trusted authority.
  const chromium = await openBrowser('--ignore-certificate-errors')
  if (!chromium) return context.skip()
  const page = await chromium.newPage({ locale: 'ru-RU' })
  await page.goto(`${proxy.url}/admin/login`)
  await page.fill('input[name=email]', 'admin@example.org')
  await page.fill('input[name=password]', product.password)
  await page.click('button[type=submit]')
  await page.waitForURL(`${proxy.url}/admin`)
  expect((await page.context().cookies(proxy.url)).filter(({ name }) => name === '__Host-payload-token')).toMatchObject(
    [{ secure: true, httpOnly: true, sameSite: 'Lax' }],
  )
  await page.close()

  const other = await chromium.newPage({ locale: 'ru-RU' })
  await other.goto(`${proxy.url}/admin/account`)
  await other.waitForURL(/\/admin\/login/)
  await other.getByRole('link', { name: /Войти через/ }).click()
  await other.getByLabel('Name').fill('olga')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.waitForURL(`${proxy.url}/admin/account`)
  const cookies = await other.context().cookies(`${proxy.url}/api/oidc/callback`)
  expect(cookies.filter(({ name }) => name === '__Host-payload-token')).toMatchObject([
    { secure: true, httpOnly: true, sameSite: 'Lax' },
  ])
  expect(cookies.filter(({ name }) => name === 'pristan-sign-in')).toEqual([])
  await chromium.close()
})
