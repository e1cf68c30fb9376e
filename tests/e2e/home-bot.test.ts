import { expect, it } from 'vitest'
import { startLocalBotApi } from '@/bot/local-api/server'
import { startProduct } from '../system/product'
import { axe, browser, overflow, watched } from './harness'

it('says on the home screen what is wrong with the bot and what to do, on a phone too', async (context) => {
  const chromium = await browser()
  if (!chromium) return context.skip()
  const api = await startLocalBotApi()
  const product = await startProduct({
    SEED: 'none',
    TELEGRAM_BOT_TOKEN: '7000000001:revoked',
    TELEGRAM_API_ROOT: api.url,
    VOLUNTEERS_CHAT_ID: '-1001000000001',
  })
  try {
    for (const width of [1280, 320]) {
      const page = watched(await chromium.newPage({ viewport: { width, height: 700 }, locale: 'ru-RU' }))
      await page.goto(`${product.url}/admin/login`)
      await page.fill('input[name=email]', 'admin@example.org')
      await page.fill('input[name=password]', product.password)
      await page.click('button[type=submit]')
      const attention = page.locator('.pr-home__attention')
      await attention.waitFor()
      // The bot starts at the same time as the panel, and an open home screen refreshes once a minute.
      await expect
        .poll(async () => {
          if ((await attention.getByText('Telegram не принимает токен бота').count()) > 0) return true
          await page.reload()
          await attention.waitFor()
          return false
        })
        .toBe(true)
      await attention.getByText('TELEGRAM_BOT_TOKEN').waitFor()
      expect(await page.getByText('Сейчас всё в порядке.').count()).toBe(0)
      expect(await overflow(page)).toBe(0)
      expect(await axe(page)).toEqual([])
      await page.close()
    }
  } finally {
    await product.stop()
    await product.clean()
    await api.stop()
  }
})
