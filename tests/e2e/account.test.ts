import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
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
    hasTouch: width === 320,
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

/** By how much the dialog on top is too wide, or else what we add to an account, or else the page. */
const tooWide = async (page: Page): Promise<number> => {
  const dialog = page.locator('.pr-dialog')
  if ((await dialog.count()) === 0) {
    const parts = page.locator('.pr-account, .pr-account *')
    const over = await parts.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().right - document.documentElement.clientWidth),
    )
    return over.length === 0 ? overflow(page) : Math.max(0, ...over)
  }
  return dialog.evaluate((element) => element.scrollWidth - element.clientWidth)
}

/** A click that comes before the page has woken up opens nothing. */
const open = async (page: Page, name: string): Promise<void> => {
  const dialog = page.getByRole('dialog')
  const button = page.locator('.pr-account').getByRole('button', { name })
  await button.waitFor()
  await expect
    .poll(
      async () => {
        if ((await dialog.count()) === 0) await button.click()
        return dialog.count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
}

describe.each([1280, 320])('one’s own account, %i px wide', (width) => {
  it('gets a new password from whoever knows the one there is', async (context) => {
    if (!(await browser())) return context.skip()
    const email = await account()
    const page = await opened(width)
    await enter(page, email, PASSWORD)
    await open(page, 'Сменить пароль')
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
    expect([await axe(page), await tooWide(page)]).toEqual([[], 0])
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

  it('takes a code from then on, that of the app or one kept apart, until an administrator resets it', async (context) => {
    if (!(await browser())) return context.skip()
    const email = await account()
    const page = await opened(width)
    const shot = async (name: string) => {
      expect([name, await axe(page), await tooWide(page)]).toEqual([name, [], 0])
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png` })
    }
    await enter(page, email, PASSWORD)
    await open(page, 'Включить код')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Пароль, с которым вы входите сейчас').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Дальше' }).click()
    await dialog.getByRole('img', { name: 'QR-код с ключом' }).waitFor()
    await shot('set-up')
    const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '')
    /** One step on at a time: a code is taken once. */
    const code = (steps: number): string =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
    await dialog.getByLabel('Код из приложения').fill('000000')
    await dialog.getByRole('button', { name: 'Включить' }).click()
    await dialog.getByText('Код не подошёл. Дождитесь следующего').waitFor()
    await dialog.getByLabel('Код из приложения').fill(code(0))
    await dialog.getByRole('button', { name: 'Включить' }).click()
    await dialog.getByText('Каждый из них один раз откроет вход').waitFor()
    const kept = await dialog.getByRole('listitem').allInnerTexts()
    expect(kept).toHaveLength(10)
    await shot('codes')
    await dialog.getByRole('button', { name: 'Коды сохранены' }).click()
    await page.getByText('Осталось запасных кодов: 10.').waitFor()

    const signIn = async (otp: string): Promise<void> => {
      await page.context().clearCookies({ name: 'payload-token' })
      await enter(page, email, PASSWORD)
      await page.getByLabel('Код из приложения').fill('111 111')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('Код не подошёл.').waitFor()
      if (otp === kept[0]) await shot('sign-in-code')
      await page.getByLabel('Код из приложения').fill(otp)
      await page.keyboard.press('Enter')
      await page.waitForURL(/admin\/account/)
    }
    await signIn(code(1))
    await signIn(kept[0] ?? '')
    await page.getByText('Осталось запасных кодов: 9.').waitFor()
    await shot('account')

    const id = (await api('GET', `/api/users?where[email][equals]=${email}`)).body.docs[0].id
    expect((await api('POST', `/api/users/${id}/second-factor/reset`, {})).status).toBe(200)
    await enter(page, email, PASSWORD)
    await page.getByText('Сейчас достаточно одного пароля.').waitFor()
    await page.context().close()
  })
})
