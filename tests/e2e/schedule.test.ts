import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, onTop, overflow, shownSoon, signedIn, untilListening } from './harness'

type Made = { id: string; title: string }
const SCHEDULE = '/admin/collections/events'

const first = async (collection: 'places' | 'services', where = ''): Promise<Made> => {
  const { body } = await api('GET', `/api/${collection}?limit=1&sort=createdAt${where}`)
  return body.docs[0] as Made
}

const makePlace = async (title: string): Promise<Made> => {
  const { status, body } = await api('POST', '/api/places', {
    title,
    address: 'Тестовая, 1',
    timezone: 'Europe/Moscow',
  })
  expect(status).toBe(201)
  return body.doc as Made
}

const makeEvent = async ({
  title,
  place,
  date = dayFromNow(3),
  ...more
}: {
  title: string
  place: string
  date?: string
  [field: string]: unknown
}): Promise<Made> => {
  const service = await first('services', '&where[registration][equals]=true')
  const { status, body } = await api('POST', '/api/events', {
    title,
    place,
    type: 'oneOff',
    date,
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
    ...more,
  })
  expect([status, body.errors]).toEqual([201, undefined])
  return body.doc as Made
}

const LETTERS = 'абвгдежзик'
/** Names consist of letters, so digits are turned into letters. */
const spelled = (): string =>
  randomUUID()
    .replace(/[^0-9]/g, '')
    .slice(0, 9)
    .replace(/\d/g, (digit) => LETTERS[Number(digit)] ?? 'а')

const bookSomebody = async (event: string): Promise<{ participant: string; name: string }> => {
  const lastName = `Щ${spelled()}`
  const visitor = await api('POST', '/api/visitors', { lastName, firstName: 'Пётр', allowDuplicate: true })
  expect([visitor.status, visitor.body.errors]).toEqual([201, undefined])
  const occurrences = await api('GET', `/api/occurrences?where[event][equals]=${event}`)
  const booked = await api('POST', '/api/bookings', {
    visitor: visitor.body.doc.id,
    occurrence: occurrences.body.docs[0].id,
  })
  expect([booked.status, booked.body.errors]).toEqual([201, undefined])
  return { participant: booked.body.participants[0].id as string, name: lastName }
}

const stateOf = async (id: string): Promise<string> => (await api('GET', `/api/events/${id}`)).body.state as string
/** What can be done with a row stands behind its three dots. */
const act = async (page: Page, name: string, title: string): Promise<void> => {
  await page.getByRole('button', { name: `Действия: ${title}` }).click()
  await page.getByRole('menuitem', { name }).click()
}
const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })
/** The counts of the tabs appear when the page is hydrated; input before that is lost. */
const alive = (page: Page) => page.locator('.pr-tabs__count').first().waitFor()
const search = async (page: Page, text: string): Promise<void> => {
  await alive(page)
  await page.getByLabel('Поиск', { exact: true }).fill(text)
}

const openFilters = async (page: Page): Promise<void> => {
  const toggle = page.locator('.pr-filters__toggle')
  if ((await toggle.isVisible()) && (await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
}

describe.each([1280, 320])('the schedule, %i px wide', (width) => {
  it('finds an event by its title, its place and its service, with what one needs to know', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const place = await makePlace(`Двор ${name}`)
    const event = await makeEvent({ title: `Тёплый приём ${name}`, place: place.id })
    const service = await first('services', '&where[registration][equals]=true')
    await bookSomebody(event.id)
    const page = await signedIn({ width, path: SCHEDULE })

    await search(page, `приём ${name}`)
    await row(page, event.title).waitFor()
    await expect.poll(() => page.locator('.pr-list__row').count(), { timeout: 10_000 }).toBe(1)
    const text = await row(page, event.title).innerText()
    for (const part of [place.title, service.title, '10:00–13:00', '1/8']) expect(text).toContain(part)
    expect(await overflow(page)).toBe(0)

    await search(page, `двор ${name}`)
    await page.waitForURL(/search=/)
    await row(page, event.title).waitFor()

    await search(page, '')
    await openFilters(page)
    await page.getByLabel('Место', { exact: true }).selectOption(place.id)
    await page.getByLabel('Услуга', { exact: true }).selectOption(service.id)
    await row(page, event.title).waitFor()
    await page.getByLabel('Даты: с', { exact: true }).fill(dayFromNow(4))
    await page.getByText('Ничего не нашлось').waitFor()
    await page.getByRole('button', { name: 'Сбросить фильтры' }).click()
    await page.getByRole('table').waitFor()
    expect(new URL(page.url()).searchParams.has('place')).toBe(false)
    await page.context().close()
  })

  it('narrows to days taken from a calendar, in any order, or typed, or by a name', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const event = await makeEvent({ title: `Чай ${name}`, place: (await first('places')).id, date: dayFromNow(40) })
    const page = await signedIn({ width, path: `${SCHEDULE}?search=${name}&from=${dayFromNow(50)}` })
    await page.getByText('Ничего не нашлось').waitFor()
    await openFilters(page)
    const dialog = page.getByRole('dialog', { name: 'Даты' })
    const asked = (): (string | null)[] => ['from', 'to'].map((end) => new URL(page.url()).searchParams.get(end))
    const day = (date: string) => dialog.locator(`[data-day="${date}"]:not([data-outside]) button`)

    await page.getByRole('button', { name: 'Даты: Открыть календарь' }).click()
    await day(dayFromNow(50)).waitFor()
    expect([await axe(page), await overflow(page)]).toEqual([[], 0])
    await dialog.getByRole('button', { name: 'Очистить' }).click()
    await row(page, event.title).waitFor()
    expect(asked()).toEqual([null, null])

    await page.getByLabel('Даты: с', { exact: true }).fill('не знаю')
    await page.getByLabel('Даты: с', { exact: true }).blur()
    await page.getByText('Дата пишется так').waitFor()
    await page.getByLabel('Даты: с', { exact: true }).fill(dayFromNow(41).split('-').reverse().join('.'))
    await page.getByText('Ничего не нашлось').waitFor()

    await page.getByRole('button', { name: 'Даты: Открыть календарь' }).click()
    await day(dayFromNow(41)).click()
    const earlier = dialog.getByRole('button', { name: 'Перейти к предыдущему месяцу' })
    if (dayFromNow(39).slice(0, 7) !== dayFromNow(41).slice(0, 7)) await earlier.click()
    await day(dayFromNow(39)).click()
    await dialog.waitFor({ state: 'detached' })
    await row(page, event.title).waitFor()
    expect(asked()).toEqual([dayFromNow(39), dayFromNow(41)])

    await page.getByRole('button', { name: 'Даты: Открыть календарь' }).click()
    await dialog.getByRole('button', { name: 'Прошлый месяц' }).click()
    await page.getByText('Ничего не нашлось').waitFor()
    expect(asked()[0]).toMatch(/-01$/)
    await page.context().close()
  })

  it('keeps the filters over the tabs, a reload and the way back from an event', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const place = await makePlace(`Сад ${name}`)
    const event = await makeEvent({ title: `Чтение ${name}`, place: place.id })
    const page = await signedIn({ width, path: SCHEDULE })
    await search(page, name)
    await page.waitForURL(new RegExp(`search=${name}`))
    await page.getByRole('tab', { name: /Архив/ }).click()
    await page.getByText('Ничего не нашлось').waitFor()
    expect(new URL(page.url()).searchParams.get('search')).toBe(name)
    await page.getByRole('tab', { name: /Активные/ }).click()
    await row(page, event.title).waitFor()
    await page.reload()
    await alive(page)
    await row(page, event.title).getByRole('link', { name: event.title, exact: true }).click()
    await page.waitForURL(new RegExp(event.id))
    await page.goBack()
    await row(page, event.title).waitFor()
    await expect.poll(() => page.getByLabel('Поиск', { exact: true }).inputValue()).toBe(name)
    await page.context().close()
  })

  it('archives only after naming the people, and brings the event back on a new date', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const event = await makeEvent({ title: `Баня ${name}`, place: (await first('places')).id })
    const person = await bookSomebody(event.id)
    const page = await signedIn({ width, path: `${SCHEDULE}?search=${name}` })

    await act(page, 'В архив', event.title)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'В архив' }).click()
    await dialog.getByText(person.name).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await stateOf(event.id)).toBe('active')
    await dialog.getByRole('button', { name: 'Отменить записи и убрать в архив' }).click()
    await row(page, event.title).waitFor({ state: 'detached' })
    if (width < 768) {
      await page.locator('[data-sonner-toast][data-mounted=true]').first().waitFor()
      // Waits for the end of the animation.
      await page.waitForTimeout(600)
      expect([await page.locator('[data-sonner-toast]').count(), await onTop(page.locator('.pr-fab'))]).toEqual([
        1,
        true,
      ])
    }
    expect(await stateOf(event.id)).toBe('archived')
    expect((await api('GET', `/api/participants/${person.participant}`)).body.status).toBe('cancelled')

    await page.getByRole('tab', { name: /Архив/ }).click()
    await expect.poll(() => row(page, event.title).innerText()).toContain('В архиве')
    await act(page, 'Активировать', event.title)
    await dialog.getByRole('button', { name: 'Активировать' }).click()
    await dialog
      .getByText('Выберите новую дату, не раньше сегодняшней.')
      .or(dialog.locator('.pr-error'))
      .first()
      .waitFor()
    expect(await stateOf(event.id)).toBe('archived')
    await dialog.getByLabel('Новая дата').fill(dayFromNow(9))
    await dialog.getByRole('button', { name: 'Активировать' }).click()
    await row(page, event.title).waitFor({ state: 'detached' })
    const back = (await api('GET', `/api/events/${event.id}`)).body
    expect([back.state, back.nextDate]).toEqual(['active', dayFromNow(9)])
    await page.context().close()
  })

  it('deletes only after naming the people', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const event = await makeEvent({ title: `Кино ${name}`, place: (await first('places')).id })
    const person = await bookSomebody(event.id)
    const page = await signedIn({ width, path: `${SCHEDULE}?search=${name}` })
    const dialog = page.getByRole('dialog')
    const ask = () => act(page, 'Удалить', event.title)

    await ask()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await ask()
    await dialog.getByRole('button', { name: 'Удалить' }).click()
    await dialog.getByText(person.name).waitFor()
    expect((await api('GET', `/api/events/${event.id}`)).status).toBe(200)
    await dialog.getByRole('button', { name: 'Отменить записи и удалить' }).click()
    await page.getByText('Ничего не нашлось').waitFor()
    expect((await api('GET', `/api/events/${event.id}`)).status).toBe(404)
    await page.context().close()
  })

  it('counts a booking made elsewhere within two seconds', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const event = await makeEvent({ title: `Обед ${name}`, place: (await first('places')).id })
    const page = await signedIn({ width, path: `${SCHEDULE}?search=${name}` })
    await row(page, event.title).getByText('0/8').waitFor()
    await untilListening(page)
    await shownSoon(
      () => bookSomebody(event.id),
      (time) => row(page, event.title).getByText(`${time}/8`).waitFor(),
    )
    await page.context().close()
  })

  it('offers a viewer nothing to change', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const event = await makeEvent({ title: `Хор ${name}`, place: (await first('places')).id })
    const page = await signedIn({ width, role: 'viewer', path: `${SCHEDULE}?search=${name}` })
    await row(page, event.title).waitFor()
    expect(await page.getByRole('button', { name: /^Действия: /i }).count()).toBe(0)
    expect(await page.getByRole('link', { name: /Создать событие|Изменить/ }).count()).toBe(0)
    await page.context().close()
  })

  it('has nothing serious for axe and nothing to scroll sideways with its filters open', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await signedIn({ width, locale: 'en', theme: 'dark', path: SCHEDULE })
    await page.locator('.pr-list__row').first().waitFor()
    await openFilters(page)
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await page.context().close()
  })
})
