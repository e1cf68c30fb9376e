import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, signedIn } from './harness'

let service = ''
beforeAll(async () => {
  service = (await api('GET', '/api/services?limit=1&where[registration][equals]=true')).body.docs[0].id
})

const makePlace = async (timezone = 'Europe/Moscow'): Promise<{ id: string; title: string }> =>
  (await api('POST', '/api/places', { title: `Причал ${randomUUID().slice(0, 8)}`, timezone })).body.doc

const makeEvent = async (place: string, over: object = {}): Promise<{ id: string; title: string }> => {
  const { body } = await api('POST', '/api/events', {
    title: `Событие ${randomUUID().slice(0, 8)}`,
    place,
    type: 'oneOff',
    date: dayFromNow(5),
    startTime: '10:00',
    endTime: '18:00',
    capacity: 8,
    services: [
      { service, startTime: '10:00', endTime: '12:00', capacity: 5, bookingWindow: { value: 60, unit: 'days' } },
    ],
    ...over,
  })
  return body.doc
}

it('offers the next day where an end is before the start, and plans a night', async (context) => {
  if (!(await browser())) return context.skip()
  const { id } = await makeEvent((await makePlace()).id)
  const page = await signedIn({ width: 1280, path: `/admin/collections/events/${id}` })
  await page.waitForSelector('#field-services')
  const type = async (field: string, value: string) => {
    await page.locator(`#field-${field}`).scrollIntoViewIfNeeded()
    await page.fill(`#field-${field}`, value)
    await page.locator(`#field-${field}`).blur()
  }
  expect(await page.getByLabel('следующего дня').count()).toBe(0)
  await type('startTime', '22:00')
  await type('endTime', '08:00')
  await type('services__0__startTime', '23:00')
  await type('services__0__endTime', '07:00')
  await page.getByLabel('до 08:00 следующего дня').check()
  expect([await overflow(page), await axe(page)]).toEqual([0, []])
  await page.click('#action-save')
  await page.locator('dialog .pr-dialog__foot .pr-button:last-child').click()
  await expect
    .poll(async () => (await api('GET', `/api/events/${id}`)).body.endsNextDay, { timeout: 20_000 })
    .toBe(true)
  await page.getByText('22:00–08:00 следующего дня').first().waitFor()
  await page.context().close()
})

it('can be saved again after a refusal, without typing anything', async (context) => {
  if (!(await browser())) return context.skip()
  const { id, title } = await makePlace()
  const page = await signedIn({ width: 1280, path: `/admin/collections/places/${id}` })
  let refusals = 0
  await page.route(`**/api/places/${id}*`, (route) => {
    if (route.request().method() !== 'PATCH' || refusals > 3) return route.continue()
    refusals += 1
    const body = { errors: [{ message: 'Слишком много запросов.', data: { code: 'TOO_MANY_REQUESTS' } }] }
    return refusals === 1 ? route.fulfill({ status: 429, json: body }) : route.abort('connectionfailed')
  })
  await page.fill('#field-title', `${title} и мостки`)
  await page.click('#action-save')
  await page.getByText('Слишком много запросов.').first().waitFor()
  await page.click('#action-save:not([disabled])')
  await page.getByText('Нет связи', { exact: false }).first().waitFor()
  expect(await page.getByText('Failed to fetch').count()).toBe(0)
  // The line is back: the save goes on by itself.
  await expect
    .poll(async () => (await api('GET', `/api/places/${id}`)).body.title, { timeout: 20_000 })
    .toBe(`${title} и мостки`)
  await page.context().close()
})

it('shows what another zone of a place moves before it is changed', async (context) => {
  if (!(await browser())) return context.skip()
  const { id } = await makePlace()
  const event = await makeEvent(id)
  const startsAt = async () =>
    (await api('GET', `/api/occurrences?where[event][equals]=${event.id}`)).body.docs[0].startsAt.slice(11, 16)
  expect(await startsAt()).toBe('07:00')
  const page = await signedIn({ width: 1280, path: `/admin/collections/places/${id}` })
  await page.locator('#field-timezone').fill('Yekaterinburg')
  await page.locator('.rs__option', { hasText: 'Asia/Yekaterinburg' }).click()
  await page.click('#action-save')
  await page.locator('dialog').getByText('Сдвинется 1 будущая дата').waitFor()
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Сменить пояс' }).click()
  await expect.poll(startsAt, { timeout: 20_000 }).toBe('05:00')
  await page.context().close()
})

it('leads from a page that there is not to the last one', async (context) => {
  if (!(await browser())) return context.skip()
  for (const path of ['events?page=999', 'occurrences?page=999', 'events?state=archived&page=7']) {
    const page = await signedIn({ width: 1280, path: `/admin/collections/${path}` })
    await expect
      .poll(async () => (await page.locator('tbody tr').count()) > 0 && !page.url().includes('999'), {
        timeout: 20_000,
      })
      .toBe(true)
    expect(await page.getByText('Ничего не нашлось').count()).toBe(0)
    await page.context().close()
  }
})
