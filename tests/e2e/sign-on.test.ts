import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProvider, type TestProvider } from '../helpers/oidcProvider'
import { freePort, startProduct, type Product } from '../system/product'
import { axe, browser, overflow } from './harness'

let provider: TestProvider
let product: Product

beforeAll(async () => {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  provider = await startProvider({ app: address })
  provider.accounts.set('olga', {
    email: 'olga@example.org',
    email_verified: true,
    name: 'Ольга Ким',
    groups: ['pristan-staff'],
  })
  provider.accounts.set('stranger', {
    email: 'stranger@example.org',
    email_verified: true,
    name: 'Чужой',
    groups: ['others'],
  })
  product = await startProduct({ SEED: 'catalogue', PORT: String(port), PUBLIC_URL: address, ...provider.environment })
})
afterAll(async () => {
  if (!product) return
  await product.stop()
  await product.clean()
  await provider.close()
})

const visit = async (path: string, { width = 1280, locale = 'ru-RU' } = {}): Promise<Page> => {
  const context = await (
    await browser()
  )?.newContext({ viewport: { width, height: 800 }, locale, reducedMotion: 'reduce' })
  if (!context) throw new Error('No browser')
  const page = await context.newPage()
  await page.goto(`${product.url}${path}`)
  return page
}

const signInAs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('link', { name: /Войти через|Sign in with/ }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const whoIs = (page: Page): Promise<{ email: string; role: string } | null> =>
  page.evaluate(
    async () =>
      ((await (await fetch('/api/users/me')).json()) as { user: { email: string; role: string } | null }).user,
  )

describe('single sign-on', () => {
  it('leads from the page asked for through the provider back to it, and out of both again', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await visit('/admin/collections/places?limit=5')
    await page.waitForURL(/\/admin\/login/)
    await signInAs(page, 'olga')
    await page.waitForURL(`${product.url}/admin/collections/places?limit=5`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await whoIs(page)).toMatchObject({ email: 'olga@example.org', role: 'coordinator' })

    await page.goto(`${product.url}/admin/logout`)
    // The provider asks whether to sign out there too.
    await page.waitForURL((address) => address.origin === provider.issuer)
    await page.getByRole('button', { name: /Yes/ }).click()
    await page.waitForURL(`${product.url}/admin/login`)
    expect(await whoIs(page)).toBe(null)
    expect(provider.ended).toEqual(['olga'])
    // The provider has no session for this person any more.
    await page.getByRole('link', { name: /Войти через/ }).click()
    await page.getByLabel('Name').waitFor()
    await page.context().close()
  })

  it('lets somebody the provider knows in without a word, and by e-mail and password as before', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await visit('/admin/login')
    await signInAs(page, 'olga')
    await page.waitForURL(/\/admin$/)
    await page.context().clearCookies({ domain: '127.0.0.1', name: 'payload-token' })
    await page.goto(`${product.url}/admin/login?redirect=%2Fadmin%2Faccount`)
    await page.getByRole('link', { name: /Войти через/ }).click()
    await page.waitForURL(`${product.url}/admin/account`)
    await page.getByText(/Входит через единый вход с/).waitFor()

    const other = await visit('/admin/login')
    await other.fill('input[name=email]', 'admin@example.org')
    await other.fill('input[name=password]', product.password)
    await other.click('button[type=submit]')
    await other.waitForURL(/\/admin$/)
    await other.goto(`${product.url}/admin/logout`)
    await other.waitForURL(`${product.url}/admin/login`)
    await Promise.all([page, other].map((one) => one.context().close()))
  })

  it.for([
    ['ru-RU', 1280, 'stranger', 'ни у одной из ваших групп нет доступа'],
    ['en-GB', 320, 'stranger', 'none of your groups has access'],
  ] as const)(
    'says in the language of the reader why somebody was not let in (%s, %i px)',
    async ([locale, width, name, sentence], context) => {
      if (!(await browser())) return context.skip()
      const page = await visit('/admin/collections/places', { locale, width })
      await page.waitForURL(/\/admin\/login/)
      expect(await axe(page)).toEqual([])
      await signInAs(page, name)
      await page.waitForURL(/\/admin\/login\?sign-on=noGroup/)
      await page.getByRole('alert').filter({ hasText: sentence }).waitFor()
      await expect.poll(() => page.locator('input[name=email]').count()).toBe(1)
      expect(await overflow(page)).toBe(0)
      expect(await axe(page)).toEqual([])
      // The button still leads back to the requested page.
      await expect
        .poll(() => page.getByRole('link', { name: /Войти через|Sign in with/ }).getAttribute('href'))
        .toContain('redirect=%2Fadmin%2Fcollections%2Fplaces')
      await page.context().close()
    },
  )

  it('that was declined at the provider ends where it began', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await visit('/admin/login')
    await page.getByRole('link', { name: /Войти через/ }).click()
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.getByRole('alert').filter({ hasText: 'Во входе отказано' }).waitFor()
    await page.context().close()
  })
})

describe('signing out everywhere', () => {
  const sessionOf = async (email: string, password: string): Promise<string> => {
    const answer = await fetch(`${product.url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    return ((await answer.json()) as { token: string }).token
  }
  const signedIn = async (token: string, path: string, locale = 'ru-RU'): Promise<Page> => {
    const context = (await (
      await browser()
    )?.newContext({ viewport: { width: 1280, height: 900 }, locale, reducedMotion: 'reduce' })) as BrowserContext
    await context.addCookies([{ name: 'payload-token', value: token, url: product.url }])
    const page = await context.newPage()
    await page.goto(`${product.url}${path}`)
    return page
  }

  it('by the person themselves ends this session and the other one at its next request', async (context) => {
    if (!(await browser())) return context.skip()
    const admin = await sessionOf('admin@example.org', product.password)
    const account = {
      name: 'Вера',
      email: 'vera@example.org',
      password: 'correct horse battery staple',
      role: 'viewer',
    }
    await fetch(`${product.url}/api/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `JWT ${admin}` },
      body: JSON.stringify(account),
    })
    const here = await signedIn(await sessionOf(account.email, account.password), '/admin/account')
    const there = await signedIn(await sessionOf(account.email, account.password), '/admin')
    expect(await whoIs(there)).toMatchObject({ email: 'vera@example.org' })
    await here.getByRole('button', { name: 'Выйти везде' }).click()
    const dialog = here.getByRole('dialog')
    await dialog.getByText('на всех устройствах').waitFor()
    // Nothing happens before the confirmation.
    expect(await whoIs(there)).toMatchObject({ email: 'vera@example.org' })
    await dialog.getByRole('button', { name: 'Выйти везде' }).click()
    await here.waitForURL(/\/admin\/login/)
    await there.goto(`${product.url}/admin/account`)
    await there.waitForURL(/\/admin\/login/)
    await Promise.all([here, there].map((one) => one.context().close()))
  })

  it('by an administrator ends the sessions of that user and no other', async (context) => {
    if (!(await browser())) return context.skip()
    const admin = await sessionOf('admin@example.org', product.password)
    const find = await fetch(`${product.url}/api/users?where[email][equals]=olga@example.org`, {
      headers: { authorization: `JWT ${admin}` },
    })
    const [olga] = ((await find.json()) as { docs: { id: string }[] }).docs
    const theirs = await visit('/admin/login')
    await signInAs(theirs, 'olga')
    await theirs.waitForURL(/\/admin$/)
    const page = await signedIn(admin, `/admin/collections/users/${olga?.id}`, 'en-GB')
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByText('Every session has ended.').waitFor()
    await theirs.goto(`${product.url}/admin`)
    await theirs.waitForURL(/\/admin\/login/)
    expect(await whoIs(page)).toMatchObject({ email: 'admin@example.org' })
    await Promise.all([page, theirs].map((one) => one.context().close()))
  })
})
