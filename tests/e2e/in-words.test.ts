import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { api, axe, browser, overflow, signedIn, url } from './harness'

const pages: Page[] = []
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
})
const open = async (width: number, path: string): Promise<Page> => {
  const page = await signedIn({ width, path })
  pages.push(page)
  return page
}

it.for([1280, 320])('a new key is shown once, to be copied, %i px', async (width, context) => {
  if (!(await browser())) return context.skip()
  const page = await open(width, '/admin/collections/integrations/create')
  const name = `Сайт ${randomUUID().slice(0, 8)}`
  const dialog = page.getByRole('dialog', { name: 'Ключ создан' })
  await expect
    .poll(
      async () => {
        if ((await dialog.count()) > 0) return 1
        await page.locator('#field-name').fill(name)
        await page.locator('#action-save').click()
        await dialog.waitFor({ timeout: 5000 }).catch(() => undefined)
        return dialog.count()
      },
      { timeout: 20_000, interval: 1000 },
    )
    .toBe(1)
  const key = (await dialog.locator('code').innerText()).trim()
  const answer = await fetch(`${url}/api/places?limit=1`, { headers: { Authorization: `integrations API-Key ${key}` } })
  expect(answer.status).toBe(200)
  expect(await overflow(page)).toBe(0)
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Скопировать' }).click()
  await dialog.getByRole('button', { name: 'Готово' }).click()
  await expect.poll(() => page.url()).toMatch(/integrations\/[0-9a-f-]{36}$/)
  const found = await api('GET', `/api/integrations?where[name][equals]=${encodeURIComponent(name)}`)
  expect(found.body.totalDocs).toBe(1)
})

it('phones, recorders and bookers are read as people write them', async (context) => {
  if (!(await browser())) return context.skip()
  const lastName = `Словов${randomUUID()
    .replace(/[^a-f]/g, '')
    .slice(0, 6)}`
  const { body } = await api('POST', '/api/visitors', {
    lastName,
    firstName: 'Анна',
    phone: '8 945 597 21 41',
    consent: { givenAt: '2026-03-12T09:00:00.000Z' },
    allowDuplicate: true,
  })
  const me = (await api('GET', '/api/users/me')).body.user.name
  expect(body.doc.consent.recordedBy).toMatch(/^users:/)
  expect((await api('GET', `/api/visitors/${body.doc.id}`)).body.consentRecorder).toBe(me)
  const page = await open(1280, `/admin/collections/visitors/${body.doc.id}`)
  await expect.poll(() => page.locator('#field-phone').inputValue()).toBe('+7 (945) 597-21-41')
  expect(await page.locator('#field-consentRecorder').inputValue()).toBe(me)
  expect(await page.locator('form').first().innerText()).not.toContain('users:')
  await page.getByRole('link', { name: 'Карточка человека: записи, история, что можно' }).click()
  await page.getByRole('heading', { level: 1, name: `${lastName} Анна` }).waitFor()
  await page.goto(`${url}/admin/collections/visitors?search=${lastName}`)
  await page.getByRole('link', { name: `${lastName} Анна` }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/admin/people/${body.doc.id}`)
})
