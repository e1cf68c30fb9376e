import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { api, browser, signedIn } from './harness'

const LETTERS = 'абвгдежзиклмнопрстуфхцчшэюя'
/** A unique surname. */
const surname = (): string =>
  `Выборов${Array.from(randomUUID().replace(/\D/g, '').slice(0, 8), (digit) => LETTERS[Number(digit) * 2]).join('')}`

const person = async (body: object): Promise<{ id: string; cardNumber: string }> => {
  const answer = await api('POST', '/api/visitors', { firstName: 'Анна', allowDuplicate: true, ...body })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.doc
}

const pages: Page[] = []
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
})
const open = async (path: string, width = 1280): Promise<Page> => {
  const page = await signedIn({ width, path })
  pages.push(page)
  return page
}

it.for([1280, 320])(
  'a picker says how many there are, leads to the rest and tells namesakes apart, %i px',
  async (width, context) => {
    if (!(await browser())) return context.skip()
    const name = surname()
    for (let index = 0; index < 11; index += 1) await person({ lastName: name, birthYear: 1950 + index })
    const page = await open('/admin/collections/occurrences', width)
    if (width === 320) await page.getByRole('button', { name: 'Фильтры' }).click()
    await page.getByRole('combobox', { name: 'Участник' }).fill(name)
    await page.getByText('Показано 8 из 11').last().waitFor()
    const options = page.getByRole('option', { name })
    expect(await options.count()).toBe(8)
    await page.getByRole('option', { name: 'Показать ещё 3' }).click()
    await expect.poll(() => options.count()).toBe(11)
    expect(await page.getByRole('option', { name: 'Показать ещё' }).count()).toBe(0)
    const texts = await options.allTextContents()
    expect(texts.map((text) => /\d{4} г\. р\./.exec(text)?.[0]).sort()).toEqual(
      Array.from({ length: 11 }, (_, index) => `${1950 + index} г. р.`),
    )
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  },
)

it('a change that makes somebody look like somebody else is asked about in the form', async (context) => {
  if (!(await browser())) return context.skip()
  const [known, other] = [surname(), surname()]
  const first = await person({ lastName: known })
  const second = await person({ lastName: other })
  const page = await open(`/admin/collections/visitors/${second.id}`)
  await page.locator('#field-lastName').fill(known)
  await page.locator('#action-save').click()
  const dialog = page.getByRole('dialog', { name: 'Это кто-то из них?' })
  await dialog.getByText(`${known} Анна`).waitFor()
  await dialog.getByText(`карта ${first.cardNumber}`).waitFor()
  await dialog.getByRole('button', { name: 'Назад' }).click()
  expect((await api('GET', `/api/visitors/${second.id}`)).body.lastName).toBe(other)

  await page.locator('#action-save').click()
  await dialog.getByRole('button', { name: 'Другой человек, сохранить' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await api('GET', `/api/visitors/${second.id}`)).body.lastName).toBe(known)

  // Other errors are shown at their field.
  // The form is read anew after a save: typed again until it is there.
  let sent = 0
  let clicks = 0
  page.on('request', (request) => (sent += request.method() === 'PATCH' ? 1 : 0))
  const refused = async (): Promise<number> => {
    await page.locator('#field-phone').fill('12')
    if (await page.isEnabled('#action-save')) {
      clicks += 1
      await page.locator('#action-save').click()
      await expect.poll(() => page.isEnabled('#action-save')).toBe(true)
    }
    return page.locator('.field-type:has(#field-phone) :is(.field-error, .tooltip--show)').count()
  }
  await expect.poll(refused, { timeout: 20_000 }).toBe(1)
  // What is refused is not sent a second time.
  expect(sent).toBe(clicks)
})
