import { describe, expect, it } from 'vitest'
import { axe, browser, dayFromNow, overflow, password, signedIn, url, watched } from './harness'

/** The policy violations reported by the browser on a page. */
const violationsOf = (page: {
  on: (event: 'console', listener: (message: { text: () => string }) => void) => unknown
}): string[] => {
  const found: string[] = []
  page.on(
    'console',
    (message) => /content security policy|refused to/i.test(message.text()) && found.push(message.text()),
  )
  return found
}

describe('the content security policy', () => {
  it('lets somebody sign in by the form, and lets nothing inline run that the server did not write', async (context) => {
    const chromium = await browser()
    if (!chromium) return context.skip()
    const page = await chromium.newPage({ locale: 'ru-RU' })
    const violations = violationsOf(page)
    const answer = await page.goto(`${url}/admin/login`)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{22,}'(;|$)/)
    expect(await (await fetch(`${url}/admin/login`)).headers.get('content-security-policy')).not.toBe(policy)
    await page.fill('input[name=email]', 'admin@example.org')
    await page.fill('input[name=password]', password)
    await page.click('button[type=submit]')
    await page.waitForURL((address) => !address.pathname.includes('/login'))
    await page.waitForSelector('nav')
    expect(violations).toEqual([])
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.smuggled = true'
      document.body.append(script)
      await new Promise((resolve) => setTimeout(resolve, 0))
      return 'smuggled' in window
    })
    expect(ran).toBe(false)
    expect(violations.length).toBeGreaterThan(0)
    await page.close()
  })

  it.for([
    ['the dashboard', '/admin', 'h1'],
    ['the schedule', '/admin/collections/events', 'h1'],
    ['the form of an event', '/admin/collections/events/create', '#field-title'],
    ['the occurrences', '/admin/collections/occurrences', 'h1'],
    [
      'the calendar',
      `/admin/collections/occurrences?tab=calendar&view=dayGridMonth&at=${dayFromNow(0)}`,
      '.pr-cal__pan [data-date]',
    ],
    ['the export', '/admin/collections/occurrences?tab=export', 'h1'],
    ['a list of Payload', '/admin/collections/services', 'table'],
    ['a form of Payload', '/admin/collections/services/create', '#field-title'],
    ['an account', '/admin/account', '#field-name, input[name=name]'],
    ['the description of the API', '/api/docs', '.opblock'],
    ['the handbook', '/help/administrator', 'body.administrator h1'],
  ] as const)('is not broken by %s', async ([, path, sign], context) => {
    if (!(await browser())) return context.skip()
    const page = await signedIn({ width: 1280, path: '/admin/login' })
    const violations = violationsOf(page)
    await page.goto(`${url}${path}`)
    await page.waitForSelector(sign, { timeout: 10_000 })
    await page.waitForLoadState('load')
    expect(violations).toEqual([])
    await page.context().close()
  })
})

describe('an address outside the panel', () => {
  it.for([
    ['ru-RU', 1280, 'Такой страницы нет', 'Перейти в панель'],
    ['ru-RU', 320, 'Такой страницы нет', 'Перейти в панель'],
    ['en-GB', 1280, 'There is no such page', 'Go to the panel'],
  ] as const)(
    'leads to the panel, or says that it is unknown (%s, %i px)',
    async ([locale, width, title, way], context) => {
      const chromium = await browser()
      if (!chromium) return context.skip()
      const page = watched(await chromium.newPage({ locale, viewport: { width, height: 700 } }))
      const violations = violationsOf(page)
      for (const path of ['/nowhere', '/admins', '/desk/x?y=%3Cb%3E', '/favicon.ico']) {
        expect((await page.goto(`${url}${path}`))?.status()).toBe(404)
        await page.getByRole('heading', { name: title }).waitFor()
        expect([await overflow(page), await axe(page)]).toEqual([0, []])
      }
      await page.getByRole('link', { name: way }).click()
      await page.waitForURL(/\/admin\/login/)
      await page.goto(`${url}/?from=poster`)
      await page.waitForURL(/\/admin\/login/)
      expect(violations).toEqual([])
      await page.close()
    },
  )
})

describe('headers', () => {
  it('let browsers keep the files of pages for ever, as the build has compressed them, and nothing beside them', async () => {
    const html = await (await fetch(`${url}/admin/login`)).text()
    const script = /\/_next\/static\/chunks\/[^"]+\.js/.exec(html)?.[0] ?? ''
    const [, viewer = ''] = /src="([^"]+bundle\.js)"/.exec(await (await fetch(`${url}/api/docs`)).text()) ?? []
    for (const file of [script, viewer])
      for (const coding of ['br', 'gzip']) {
        const { status, headers } = await fetch(`${url}${file}`, { headers: { 'accept-encoding': coding } })
        expect([file, status, headers.get('content-encoding'), headers.get('cache-control')]).toEqual([
          file,
          200,
          coding,
          'public,max-age=31536000,immutable',
        ])
      }
    for (const outside of ['/_next/static/nothing.js', '/help/nothing', '/help/images/nothing.png'])
      expect([outside, (await fetch(`${url}${outside}`)).status]).toEqual([outside, 404])
  })

  it('say the same on every answer: pages, data, files, refusals', async () => {
    for (const path of ['/admin/login', '/api/health/live', '/api/places', '/nowhere']) {
      const { headers } = await fetch(`${url}${path}`, { redirect: 'manual' })
      expect([
        path,
        headers.get('x-content-type-options'),
        headers.get('x-frame-options'),
        headers.get('referrer-policy'),
      ]).toEqual([path, 'nosniff', 'DENY', 'same-origin'])
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-powered-by')).toBe(null)
      // On plain http this header could lock people out.
      expect(headers.get('strict-transport-security')).toBe(null)
    }
  })

  it('keep the session out of reach of scripts and of other sites', async () => {
    const answer = await fetch(`${url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@example.org', password: password }),
    })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
  })
})
