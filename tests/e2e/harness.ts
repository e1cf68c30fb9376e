import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, expect, inject } from 'vitest'
import { openBrowser } from '../system/browser'

/** The product of this worker. Tests that run at the same time use others. */
const product = (() => {
  const own = inject('products')[Number(process.env.VITEST_POOL_ID ?? 1) - 1]
  if (!own) throw new Error(`There is no product for worker ${process.env.VITEST_POOL_ID}`)
  return own
})()
export const { url, password, dataDir } = product

type Role = 'administrator' | 'coordinator' | 'viewer'
/** Any JSON, because each test checks what it expects. */
type Json = any // eslint-disable-line @typescript-eslint/no-explicit-any
type Look = { width: number; locale?: 'ru' | 'en'; theme?: 'light' | 'dark'; role?: Role; path?: string; base?: string }

let opened: Promise<Browser | null> | null = null
export const browser = (): Promise<Browser | null> => (opened ??= openBrowser())

/** Unexpected errors in a page: exceptions and answers with 5xx. */
const faults: string[] = []

afterAll(async () => {
  await (await opened)?.close()
  opened = null
  expect(faults.splice(0)).toEqual([])
})

const tokens = new Map<Role, Promise<string>>()

const login = async (email: string, secret: string): Promise<string> => {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: secret }),
  })
  return ((await response.json()) as { token: string }).token
}

/** A token for this role: the first administrator, or a user created for the tests. */
export const tokenOf = (role: Role = 'administrator'): Promise<string> => {
  const known = tokens.get(role)
  if (known) return known
  const fresh = (async () => {
    if (role === 'administrator') return login('admin@example.org', password)
    const account = {
      name: `Проверка: ${role}`,
      email: `${role}-${randomUUID()}@example.org`,
      password: randomUUID(),
      role,
    }
    const { status, body } = await api('POST', '/api/users', account)
    if (status !== 201) throw new Error(`No ${role}: ${JSON.stringify(body)}`)
    return login(account.email, account.password)
  })()
  tokens.set(role, fresh)
  return fresh
}

/** Calls the API with a role. The body is the parsed JSON, or null. */
export const api = async (
  method: string,
  path: string,
  body?: unknown,
  role: Role = 'administrator',
): Promise<{ status: number; body: Json }> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      Authorization: `JWT ${await tokenOf(role)}`,
      'Content-Type': 'application/json',
      'Accept-Language': 'ru',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

/**
 * A page of a signed-in user in a browser in Vladivostok, because the zone of the place has to be used. Close its
 * context at the end.
 */
export const signedIn = async ({
  width,
  locale = 'ru',
  theme = 'light',
  role = 'administrator',
  path = '/admin',
  base = url,
}: Look): Promise<Page> => {
  const chromium = await browser()
  if (!chromium) throw new Error('No browser')
  const phone = width < 768
  const context = await chromium.newContext({
    viewport: { width, height: phone ? 700 : 900 },
    hasTouch: phone,
    locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Asia/Vladivostok',
    colorScheme: theme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  await context.addCookies([
    { name: 'payload-token', value: await tokenOf(role), url: base },
    { name: 'payload-lng', value: locale, url: base },
    { name: 'payload-theme', value: theme, url: base },
  ])
  const page = watched(await context.newPage())
  await page.goto(`${base}${path}`)
  return page
}

const listening = new WeakSet<Page>()

/** Waits until the page receives live changes. */
export const untilListening = (page: Page): Promise<void> => expect.poll(() => listening.has(page)).toBe(true)

/** Records the errors of a page. */
export const watched = (page: Page): Page => {
  page.on('response', (response) => new URL(response.url()).pathname === '/api/live' && listening.add(page))
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on(
    'console',
    (message) => /content security policy/i.test(message.text()) && faults.push(`${page.url()}: ${message.text()}`),
  )
  page.on('response', (response) => response.status() >= 500 && faults.push(`${response.status()} ${response.url()}`))
  return page
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The serious and critical problems that axe-core finds on the page now, one per line. */
export const axe = async (page: Page, { rules }: { rules?: string[] } = {}): Promise<string[]> => {
  await page.evaluate(source)
  return page.evaluate(async (only) => {
    type Found = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }
    const { axe: checker } = window as unknown as {
      axe: { run: (context: Document, options: object) => Promise<{ violations: Found[] }> }
    }
    const { violations } = await checker.run(document, {
      runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes
          .slice(0, 5)
          .map(
            ({ html, failureSummary }) =>
              `${id}: ${html.slice(0, 200)} — ${failureSummary.replaceAll('\n', ' ').slice(0, 200)}`,
          ),
      )
  }, rules ?? null)
}

/**
 * Types letters as the keys of a keyboard. Playwright knows no keys of Cyrillic letters and inserts them as text, which
 * a list to choose from does not hear.
 */
export const typeKeys = async (page: Page, text: string): Promise<void> => {
  const keys = await page.context().newCDPSession(page)
  for (const key of text) {
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key, unmodifiedText: key })
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
  }
  await keys.detach()
}

/** By how many pixels the page is wider than its window; 0 if there is no horizontal scrolling. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Whether a tap would hit the element, that is, nothing lies above it. */
export const onTop = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && (element.contains(hit) || hit.contains(element))
  })

/** The local date in Moscow that many days from now. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + 3 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

/**
 * A change has to be on the screen within two seconds. Takes the fastest of three tries, because other load on the
 * machine does not count.
 */
export const shownSoon = async (
  change: (time: number) => Promise<unknown>,
  shown: (time: number) => Promise<unknown>,
): Promise<void> => {
  const taken: number[] = []
  for (let time = 1; time <= 3 && Math.min(Infinity, ...taken) >= 2000; time += 1) {
    const startedAt = Date.now()
    await change(time)
    await shown(time)
    taken.push(Date.now() - startedAt)
  }
  expect(Math.min(...taken), taken.join(', ')).toBeLessThan(2000)
}
