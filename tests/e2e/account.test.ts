import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { api, axe, browser, overflow, url, watched } from './harness'

const PASSWORD = 'три зелёных автобуса'
const NEXT = 'мой кот спит на печке'

const account = async (): Promise<string> => {
  const email = `own-${randomUUID()}@example.org`
  const made = await api('POST', '/api/users', { name: 'Ольга', email, password: PASSWORD, role: 'coordinator' })
  expect(made.status).toBe(201)
  return email
}

const opened = async (width: number): Promise<Page> => {
  const chromium = await browser()
  if (!chromium) throw new Error('No browser')
  const context = await chromium.newContext({
    viewport: { width, height: 800 },
    locale: 'ru-RU',
    reducedMotion: 'reduce',
    colorScheme: width === 320 ? 'dark' : 'light',
  })
  await context.addCookies([{ name: 'payload-lng', value: 'ru', url }])
  return watched(await context.newPage())
}

const enter = async (page: Page, email: string, password: string): Promise<void> => {
  await page.goto(`${url}/admin/login?redirect=%2Fadmin%2Faccount`)
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
}

describe.each([1280, 320])('one’s own account, %i px wide', (width) => {
  it('gets a new password from whoever knows the one there is', async (context) => {
    if (!(await browser())) return context.skip()
    const email = await account()
    const page = await opened(width)
    await enter(page, email, PASSWORD)
    await page.getByRole('button', { name: 'Сменить пароль' }).click()
    const dialog = page.getByRole('dialog')
    const current = dialog.getByLabel('Пароль, с которым вы входите сейчас')
    await current.fill('не тот пароль совсем')
    await dialog.getByLabel('Новый пароль', { exact: true }).fill(NEXT)
    await dialog.getByLabel('Новый пароль ещё раз').fill('мой кот спит на печи')
    const save = dialog.getByRole('button', { name: 'Сменить пароль' })
    await save.click()
    await dialog.getByText('Новый пароль и его повтор не совпадают.').waitFor()
    await dialog.getByLabel('Новый пароль ещё раз').fill(NEXT)
    await save.click()
    await dialog.getByText('Это не ваш нынешний пароль.').waitFor()
    expect([await axe(page), await overflow(page)]).toEqual([[], 0])
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/password-${width}.png` })
    await current.fill(PASSWORD)
    await save.click()
    await page.getByText('Пароль изменён. Остальные ваши сеансы завершены.').waitFor()
    await expect.poll(() => dialog.count()).toBe(0)
    await page.context().clearCookies()
    await enter(page, email, NEXT)
    await page.waitForURL(/admin\/account/)
    await page.context().close()
  })
})
