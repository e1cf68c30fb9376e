import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, signedIn } from './harness'

const SOON = { timeout: 20_000 }
const titled = async (collection: 'places' | 'services', over: object = {}): Promise<{ id: string; title: string }> => {
  const title = `Пирс ${randomUUID().slice(0, 8)}`
  const own =
    collection === 'places'
      ? { timezone: 'Europe/Moscow' }
      : { capacity: 5, minutes: 30, registration: true, bookingWindow: { value: 30, unit: 'days' } }
  const { status, body } = await api('POST', `/api/${collection}`, { title, ...own, ...over })
  expect([status, body.errors]).toEqual([201, undefined])
  return body.doc
}

const planned = async (over: object = {}) => {
  const [place, service] = [await titled('places'), await titled('services')]
  const title = `Ужин ${randomUUID().slice(0, 8)}`
  const { status, body } = await api('POST', '/api/events', {
    title,
    place: place.id,
    type: 'oneOff',
    date: dayFromNow(4),
    startTime: '10:00',
    endTime: '13:00',
    capacity: 8,
    services: [
      {
        service: service.id,
        startTime: '10:00',
        endTime: '12:00',
        capacity: 5,
        bookingWindow: { value: 30, unit: 'days' },
      },
    ],
    ...over,
  })
  expect([status, body.errors]).toEqual([201, undefined])
  return { id: body.doc.id as string, title, place, service }
}

const bookOne = async (event: string): Promise<string> => {
  const lastName = `Щукин${randomUUID()
    .replace(/[^a-f]/g, '')
    .slice(0, 6)}`
  const { body: visitor } = await api('POST', '/api/visitors', { lastName, firstName: 'Пётр', allowDuplicate: true })
  const { body } = await api('GET', `/api/occurrences?where[event][equals]=${event}`)
  expect((await api('POST', '/api/bookings', { visitor: visitor.doc.id, occurrence: body.docs[0].id })).status).toBe(
    201,
  )
  return lastName
}

const whole = (page: Page) => page.locator('.pr-whole')
const opened = async (width: number, id: string, look: object = {}): Promise<Page> => {
  const page = await signedIn({ width, path: `/admin/collections/events/${id}`, ...look })
  await page.waitForSelector('#field-services')
  return page
}
const stateOf = async (id: string): Promise<string> => (await api('GET', `/api/events/${id}`)).body.state

describe.each([1280, 320])('the page of an event, %i px wide', (width) => {
  it('archives it after naming the people, brings it back on a new date, and deletes it', async (context) => {
    if (!(await browser())) return context.skip()
    const event = await planned()
    const person = await bookOne(event.id)
    const page = await opened(width, event.id)
    const dialog = page.getByRole('dialog')

    await whole(page).getByRole('button', { name: 'В архив' }).click()
    await dialog.getByRole('button', { name: 'В архив' }).click()
    await dialog.getByText(person).waitFor()
    expect(await stateOf(event.id)).toBe('active')
    expect([await axe(page), await overflow(page)]).toEqual([[], 0])
    await dialog.getByRole('button', { name: 'Отменить записи и убрать в архив' }).click()
    await whole(page).getByRole('button', { name: 'Активировать' }).waitFor()
    expect(await stateOf(event.id)).toBe('archived')

    await whole(page).getByRole('button', { name: 'Активировать' }).click()
    await dialog.getByLabel('Новая дата').fill(dayFromNow(9))
    await dialog.getByRole('button', { name: 'Активировать' }).click()
    await whole(page).getByRole('button', { name: 'В архив' }).waitFor()
    await expect
      .poll(() => page.locator('.pr-dates__day:not(.pr-dates__day--cancelled)').getAttribute('data-date'), SOON)
      .toBe(dayFromNow(9))
    await expect
      .poll(() => page.locator('#field-date').inputValue(), SOON)
      .toBe(dayFromNow(9).split('-').reverse().join('.'))

    await whole(page).getByRole('button', { name: 'Удалить' }).click()
    await dialog.getByRole('button', { name: 'Удалить' }).click()
    await page.waitForURL(/\/collections\/events(\?|$)/)
    expect((await api('GET', `/api/events/${event.id}`)).status).toBe(404)
    await page.context().close()
  })

  it('keeps what is typed: with unsaved changes it can’t be archived by the way', async (context) => {
    if (!(await browser())) return context.skip()
    const event = await planned()
    const page = await opened(width, event.id)
    await page.fill('#field-title', 'Ужин с чаем')
    await whole(page).getByText('Сначала сохраните изменения').waitFor()
    await expect.poll(() => whole(page).getByRole('button', { name: 'В архив' }).isDisabled()).toBe(true)
    await page.context().close()
  })

  it('offers places and services that are active, and those it has already', async (context) => {
    if (!(await browser())) return context.skip()
    const event = await planned()
    const [closedPlace, closedService] = [
      await titled('places', { active: false }),
      await titled('services', { active: false }),
    ]
    await api('PATCH', `/api/places/${event.place.id}`, { active: false })
    await api('PATCH', `/api/services/${event.service.id}`, { active: false })
    const page = await opened(width, event.id)
    const options = async (field: string, text: string): Promise<string[]> => {
      await page.locator(`${field} input`).first().fill(text)
      await page.locator('.rs__option, .rs__menu-notice--no-options').first().waitFor()
      await expect
        .poll(
          async () => (await page.locator('.rs__option').allInnerTexts()).every((option) => option.includes(text)),
          SOON,
        )
        .toBe(true)
      const found = await page.locator('.rs__option').allInnerTexts()
      await page.keyboard.press('Escape')
      return found
    }
    expect(await options('#field-place', event.place.title)).toEqual([event.place.title])
    expect(await options('#field-place', closedPlace.title)).toEqual([])
    await page.locator('#field-services__0__service option:checked', { hasText: event.service.title }).waitFor({
      state: 'attached',
    })
    const offered = await page.locator('#field-services__0__service option').allInnerTexts()
    expect([offered.includes(event.service.title), offered.includes(closedService.title)]).toEqual([true, false])

    // The values that were already there must not block a change of the title.
    await page.fill('#field-title', `${event.title} и чай`)
    await page.click('#action-save')
    await expect
      .poll(async () => (await api('GET', `/api/events/${event.id}`)).body.title, SOON)
      .toBe(`${event.title} и чай`)
    await page.context().close()
  })
})

it('gives a viewer no buttons, and nobody Payload’s own way of deleting', async (context) => {
  if (!(await browser())) return context.skip()
  const event = await planned()
  const page = await opened(1280, event.id, { role: 'viewer' })
  await whole(page).getByText('активно').waitFor()
  expect(await whole(page).getByRole('button').count()).toBe(0)
  await page.context().close()
  const other = await opened(1280, event.id)
  await other.locator('.doc-controls__popup button').first().click()
  await other.locator('#action-create').waitFor()
  expect(await other.locator('#action-delete').isVisible()).toBe(false)
  await other.context().close()
})
