import { describe, expect, it } from 'vitest'
import { axe, browser, overflow, signedIn, url } from './harness'

describe.each([1280, 320])('signing in, %i px wide', (width) => {
  it('shows nothing to somebody who is not signed in, and the way back after signing in', async (context) => {
    const chromium = await browser()
    if (!chromium) return context.skip()
    const page = await chromium.newPage({ viewport: { width, height: 700 }, locale: 'ru-RU' })
    await page.goto(`${url}/admin/collections/events`)
    await page.waitForURL(/\/admin\/login/)
    expect(await page.locator('body').innerText()).not.toContain('вакцинации')
    expect(await overflow(page)).toBe(0)
    await page.close()
  })

  it.each(['light', 'dark'] as const)(
    'finds nothing serious on the page of signing in and on a form of the catalogue, %s',
    async (theme) => {
      const chromium = await browser()
      if (!chromium) return
      const stranger = await chromium.newPage({ viewport: { width, height: 700 }, locale: 'ru-RU', colorScheme: theme })
      await stranger.goto(`${url}/admin/login`)
      await stranger.waitForSelector('input[name=email]')
      expect(await axe(stranger)).toEqual([])
      await stranger.close()
      const page = await signedIn({ width, theme, path: '/admin/collections/services/create' })
      await page.waitForSelector('#field-title')
      await page.waitForSelector('.rs__control input[aria-label]')
      expect(await axe(page)).toEqual([])
      await page.context().close()
    },
  )

  it('comes back from a record to the list it was opened from', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await signedIn({ width, path: '/admin/collections/places' })
    const titles = page.locator('tbody tr a')
    await page.waitForURL(/limit=/)
    const before = await titles.allInnerTexts()
    expect(before.length).toBeGreaterThan(0)
    await titles.first().click()
    await page.waitForURL(/places\/[0-9a-f-]{36}/)
    await page.waitForSelector('#field-title')
    await page.goBack()
    await titles.first().waitFor()
    await expect.poll(() => titles.allInnerTexts()).toEqual(before)
    await page.context().close()
  })
})
