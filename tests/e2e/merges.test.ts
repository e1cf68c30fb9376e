import { describe, expect, it } from 'vitest'
import { api, browser, overflow, signedIn } from './harness'

const letters = 'абвгдежзик'
let counter = Date.now()
/** A surname that is unique in the demo and in these tests. */
const surname = (): string =>
  `Двойников${Array.from(String((counter += 1)), (digit) => letters[Number(digit)]).join('')}`

const record = async (fields: object): Promise<{ id: string; fullName: string }> =>
  (await api('POST', '/api/visitors', { status: 'registered', allowDuplicate: true, ...fields })).body.doc

/** In the demo this person has two records. */
const TWICE = 'Алёхина'

describe.each([1280, 320])('likely duplicates, %i px wide', (width) => {
  it('shows a pair side by side, merges it by the keyboard, and takes it back', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await signedIn({ width, path: '/admin/duplicates' })
    const item = page.locator('.pr-pairs__pair', { hasText: TWICE })
    await item.waitFor()
    expect(await overflow(page)).toBe(0)

    await item.getByRole('button', { name: /^Один человек/ }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Объединение можно отменить').waitFor()
    expect(await overflow(page)).toBe(0)
    const staying = dialog.getByRole('group', { name: 'Какая запись остаётся?' }).getByRole('radio')
    expect(await staying.first().evaluate((radio) => radio === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => staying.nth(1).isChecked()).toBe(true)
    // Only one record has a phone, and it is kept whichever record stays.
    const phones = dialog.getByRole('group', { name: 'Телефон' }).getByRole('radio')
    expect(await phones.nth(0).isChecked()).not.toBe(await phones.nth(1).isChecked())
    await dialog.getByRole('button', { name: 'Объединить' }).click()
    await page.getByText('записи объединены').waitFor()
    await expect.poll(() => item.count()).toBe(0)

    await page.getByRole('button', { name: 'Отменить объединение' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Отменить объединение' }).click()
    await item.waitFor()
    await page.context().close()
  })

  it('the page of a person names the records that lead to it, and a merged record says where', async (context) => {
    if (!(await browser())) return context.skip()
    const one = await record({ lastName: surname(), firstName: 'Савва' })
    const two = await record({ lastName: surname(), firstName: 'Глеб' })
    await api('POST', `/api/visitors/${one.id}/merge`, { other: two.id })
    const page = await signedIn({ width, path: `/admin/collections/visitors/${one.id}` })
    const section = page.locator('section[aria-labelledby=records-of-person]')
    await section.getByText(two.fullName).waitFor()
    expect(await overflow(page)).toBe(0)
    await page.goto(new URL(`/admin/collections/visitors/${two.id}`, page.url()).href)
    await page.getByText('Эта запись объединена с другой').waitFor()
    await page.getByRole('link', { name: 'Открыть ту запись' }).click()
    await section.getByRole('button', { name: 'Отменить объединение' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Отменить объединение' }).click()
    await expect
      .poll(async () => (await api('GET', `/api/visitors/${two.id}`)).body.mergedInto, { timeout: 15_000 })
      .toBeNull()
    await page.context().close()
  })
})

it('a coordinator judges pairs and merges none: one that was called two people never comes back', async (context) => {
  if (!(await browser())) return context.skip()
  const page = await signedIn({ width: 320, path: '/admin/duplicates', role: 'coordinator' })
  const item = page.locator('.pr-pairs__pair', { hasText: TWICE })
  await item.waitFor()
  expect(await item.getByRole('button', { name: /^Один человек/ }).count()).toBe(0)
  await item.getByRole('button', { name: /^Позже/ }).click()
  // What is left for later comes last: the first page may be full of what other tests have written down.
  const last = async (): Promise<number> => {
    const { totalDocs } = (await api('GET', '/api/visitors/duplicates?limit=20')).body
    await page.goto(new URL(`/admin/duplicates?page=${Math.ceil(totalDocs / 20)}`, page.url()).href)
    await page.locator('.pr-pairs__pair').first().waitFor()
    return item.getByText('Отложена').count()
  }
  await expect.poll(last, { timeout: 20_000 }).toBe(1)
  await item.getByRole('button', { name: /^Два человека/ }).click()
  await expect.poll(() => item.count()).toBe(0)
  await page.reload()
  await page.getByText('Записи, за которыми может стоять один человек').waitFor()
  await page.locator('.pr-pairs__pair, .pr-state').first().waitFor()
  expect(await item.count()).toBe(0)
  await page.context().close()
})
