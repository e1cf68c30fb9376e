import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startCuttingProxy, type CuttingProxy } from './cuttingProxy'
import { api, axe, browser, overflow, password, signedIn, url } from './harness'

let line: CuttingProxy
beforeAll(async () => {
  line = await startCuttingProxy(url)
})
afterAll(() => line.close())

const pages: Page[] = []
afterEach(async () => {
  line.rule(() => 'pass')
  for (const page of pages.splice(0)) await page.context().close()
})
const open = async (path: string, look: object = {}): Promise<Page> => {
  const page = await signedIn({ width: 1280, path, base: line.url, ...look })
  pages.push(page)
  return page
}

const made = async (slug: string, body: object): Promise<string> => {
  const answer = await api('POST', `/api/${slug}`, body)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.doc.id
}
const title = (): string => `Проба ${randomUUID().slice(0, 8)}`
const place = (): Promise<string> => made('places', { title: title(), timezone: 'Europe/Moscow' })
const titled = async (start: string): Promise<string[]> =>
  (await api('GET', `/api/places?where[title][like]=${encodeURIComponent(start)}`)).body.docs.map(
    (doc: { title: string }) => doc.title,
  )
const titleOf = async (id: string): Promise<string> => (await api('GET', `/api/places/${id}`)).body.title
const creates = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path.startsWith('/api/places')

it('a form that is changed after a lost answer changes the record that was made', async (context) => {
  if (!(await browser())) return context.skip()
  const page = await open('/admin/collections/places/create')
  const name = title()
  await page.fill('#field-title', name)
  line.rule((request) => (creates(request) ? 'cut' : 'pass'))
  await page.click('#action-save')
  await page.getByText('Нет связи с сервером. Введённое не потеряется').waitFor()
  await page.getByText('Нет связи с сервером. Проверьте сеть').first().waitFor({ timeout: 30_000 })
  expect([await titled(name), await page.inputValue('#field-title')]).toEqual([[name], name])
  line.rule(() => 'pass')
  await page.fill('#field-title', `${name} на углу`)
  await page.click('#action-save')
  await page.waitForURL(/places\/[0-9a-f-]{36}/)
  await page.getByText('запись уже была создана').waitFor()
  expect(await titled(name)).toEqual([`${name} на углу`])
})

it('a slow save shows that it is going on, and a button pressed twice acts once', async (context) => {
  if (!(await browser())) return context.skip()
  const id = await place()
  const page = await open(`/admin/collections/places/${id}`)
  await page.fill('#field-title', title())
  line.rule(({ method }) => (method === 'PATCH' ? { slow: 2_500 } : 'pass'))
  line.seen.length = 0
  await page.locator('#action-save').dblclick()
  await page.locator('.pr-line').getByText('Сохраняем…').waitFor()
  await page.locator('.pr-line').getByText('Сохраняем…').waitFor({ state: 'detached' })
  expect(line.seen.filter(({ method }) => method === 'PATCH').length).toBe(1)

  // Without a line for a moment: said in words, tried again, saved.
  const last = title()
  await page.fill('#field-title', last)
  line.rule(() => 'down')
  await page.click('#action-save')
  await page.getByText('Нет связи с сервером. Введённое не потеряется').waitFor()
  line.rule(() => 'pass')
  await expect.poll(() => titleOf(id)).toBe(last)
  await page.getByText('Нет связи с сервером. Введённое не потеряется').waitFor({ state: 'detached' })
})

const signOut = async (page: Page): Promise<void> => {
  await page.context().clearCookies({ name: 'payload-token' })
}
const account = async (): Promise<{ email: string; password: string; name: string }> => {
  const one = { name: `Вера ${randomUUID().slice(0, 4)}`, email: `${randomUUID()}@example.org`, password: randomUUID() }
  await made('users', { ...one, role: 'coordinator' })
  return one
}

it.for([1280, 320])(
  'a session that has ended is begun again in place, and the save goes on (%i px)',
  async (width, context) => {
    if (!(await browser())) return context.skip()
    const id = await place()
    const page = await open(`/admin/collections/places/${id}`, { width })
    const name = title()
    await page.fill('#field-title', name)
    await page.locator('#field-title').blur()
    await signOut(page)
    await page.click('#action-save')
    const dialog = page.locator('dialog.pr-again')
    await dialog.getByRole('heading', { name: 'Сеанс закончился' }).waitFor()
    expect([await overflow(page), await axe(page)]).toEqual([0, []])
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await dialog.getByLabel('Пароль').fill('nonsense')
    await dialog.getByRole('button', { name: 'Войти' }).click()
    await dialog.locator('.pr-error').waitFor()
    await dialog.getByLabel('Пароль').fill(password)
    await dialog.getByRole('button', { name: 'Войти' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => titleOf(id)).toBe(name)
    expect(await page.inputValue('#field-title')).toBe(name)
  },
)

it('a page does not save as the person who has signed in in another tab, unless told so', async (context) => {
  if (!(await browser())) return context.skip()
  const [id, other, name] = [await place(), await account(), title()]
  const page = await open(`/admin/collections/places/${id}`)
  await page.fill('#field-title', name)
  // All tabs share the cookie, so this is what another tab leaves behind.
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: other.email, password: other.password }),
  })
  const { token } = (await login.json()) as { token: string }
  await page.context().addCookies([{ name: 'payload-token', value: token, url: line.url }])
  await page.click('#action-save')
  const dialog = page.locator('dialog.pr-again')
  await dialog.getByRole('heading', { name: 'Вошёл другой человек' }).waitFor()
  expect(await titleOf(id)).not.toBe(name)
  await dialog.getByRole('button', { name: `Продолжить как ${other.name}` }).click()
  await expect.poll(() => titleOf(id)).toBe(name)
})

it("a save over somebody else's newer change shows both and asks", async (context) => {
  if (!(await browser())) return context.skip()
  const id = await place()
  const page = await open(`/admin/collections/places/${id}`)
  const [mine, theirs] = [title(), title()]
  await page.fill('#field-title', mine)
  // Payload looks once, at the first change. What comes after that is noticed at saving.
  await page.waitForLoadState('networkidle')
  await api('PATCH', `/api/places/${id}`, { title: theirs })
  await page.click('#action-save')
  const dialog = page.getByRole('dialog', { name: 'Эту запись тем временем изменили' })
  await dialog.getByRole('row', { name: `Название ${theirs} ${mine}` }).waitFor()
  await dialog.getByRole('button', { name: 'Вернуться к форме' }).click()
  expect([await titleOf(id), await page.inputValue('#field-title')]).toEqual([theirs, mine])
  await page.click('#action-save')
  await dialog.getByRole('button', { name: 'Сохранить моё поверх' }).click()
  await expect.poll(() => titleOf(id)).toBe(mine)
  // What nobody would see overwritten is not asked about.
  await page.fill('#field-title', theirs)
  await api('PATCH', `/api/places/${id}`, { title: theirs })
  await page.click('#action-save')
  await page.waitForSelector('#action-save[aria-disabled=true], #action-save[disabled]')
  expect(await dialog.count()).toBe(0)
})

it('what is typed right after a visitor was saved stays', async (context) => {
  if (!(await browser())) return context.skip()
  const name = `Проба${randomUUID().replace(/[^a-f]/g, '')}`
  const id = await made('visitors', { firstName: 'Анна', lastName: name })
  const page = await open(`/admin/collections/visitors/${id}`)
  await page.fill('#field-firstName', ' Мария ')
  await page.click('#action-save')
  await page.getByText('Сохранено').first().waitFor()
  await page.fill('#field-middleName', 'Петровна')
  await page.waitForLoadState('networkidle')
  expect([await page.inputValue('#field-firstName'), await page.inputValue('#field-middleName')]).toEqual([
    'Мария',
    'Петровна',
  ])
  await page.click('#action-save')
  await expect.poll(async () => (await api('GET', `/api/visitors/${id}`)).body.fullName).toBe(`${name} Мария Петровна`)
})
