import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { api, browser, dayFromNow, overflow, signedIn } from './harness'

type Made = { id: string; title: string }
const SCHEDULE = '/admin/collections/events'

const first = async (collection: 'places' | 'services', where = ''): Promise<Made> => {
  const { body } = await api('GET', `/api/${collection}?limit=1&sort=createdAt${where}`)
  return body.docs[0] as Made
}

const makeEvent = async ({ title, place, date = dayFromNow(3), ...more }: { title: string; place: string; date?: string; [field: string]: unknown }): Promise<Made> => {
  const service = await first('services', '&where[registration][equals]=true')
  const { status, body } = await api('POST', '/api/events', {
    title, place, type: 'oneOff', date, startTime: '10:00', endTime: '13:00', capacity: 8,
    services: [{ service: service.id, startTime: '10:00', endTime: '12:00', capacity: 5, bookingWindow: { value: 30, unit: 'days' } }],
    ...more,
  })
  expect([status, body.errors]).toEqual([201, undefined])
  return body.doc as Made
}

const LETTERS = 'абвгдежзик'
/** Names are made of letters: digits become some. */
const spelled = (): string => randomUUID().replace(/[^0-9]/g, '').slice(0, 9).replace(/\d/g, (digit) => LETTERS[Number(digit)] ?? 'а')

const bookSomebody = async (event: string): Promise<{ participant: string; name: string }> => {
  const lastName = `Щ${spelled()}`
  const visitor = await api('POST', '/api/visitors', { lastName, firstName: 'Пётр', allowDuplicate: true })
  expect([visitor.status, visitor.body.errors]).toEqual([201, undefined])
  const occurrences = await api('GET', `/api/occurrences?where[event][equals]=${event}`)
  const booked = await api('POST', '/api/bookings', { visitor: visitor.body.doc.id, occurrence: occurrences.body.docs[0].id })
  expect([booked.status, booked.body.errors]).toEqual([201, undefined])
  return { participant: booked.body.participants[0].id as string, name: lastName }
}

const stateOf = async (id: string): Promise<string> => (await api('GET', `/api/events/${id}`)).body.state as string
const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })

describe.each([1280, 320])('the schedule, %i px wide', (width) => {
  it('archives only after naming the people, and brings the event back on a new date', async (context) => {
    if (!(await browser())) return context.skip()
    const name = randomUUID().slice(0, 8)
    const event = await makeEvent({ title: `Баня ${name}`, place: (await first('places')).id })
    const person = await bookSomebody(event.id)
    const page = await signedIn({ width, path: `${SCHEDULE}?search=${name}` })

    await page.getByRole('button', { name: `В архив: ${event.title}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'В архив' }).click()
    await dialog.getByText(person.name).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await stateOf(event.id)).toBe('active')
    await dialog.getByRole('button', { name: 'Отменить записи и убрать в архив' }).click()
    await row(page, event.title).waitFor({ state: 'detached' })
    expect(await stateOf(event.id)).toBe('archived')
    expect((await api('GET', `/api/participants/${person.participant}`)).body.status).toBe('cancelled')

    await page.getByRole('tab', { name: /Архив/ }).click()
    expect(await row(page, event.title).innerText()).toContain('В архиве')
    await page.getByRole('button', { name: `Активировать: ${event.title}` }).click()
    await dialog.getByRole('button', { name: 'Активировать' }).click()
    await dialog.getByText('Выберите новую дату, не раньше сегодняшней.').or(dialog.locator('.pr-error')).first().waitFor()
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
    const ask = () => page.getByRole('button', { name: `Удалить: ${event.title}` }).click()

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
})
