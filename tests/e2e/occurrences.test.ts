import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, signedIn } from './harness'

type Service = { service: string; startTime: string; endTime: string; capacity: number }
const PATH = '/admin/collections/occurrences'
const letters = 'абвгдежзиклмнопр'
/** A unique surname, because the search is tolerant and these tests are not about that. */
const surname = () =>
  `Т${[...randomUUID().replaceAll('-', '').slice(0, 12)].map((digit) => letters[parseInt(digit, 16)]).join('')}`
let there = false

const made = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.doc.id as string
}

/** Creates a place with one event on one day, so that a filter shows just these occurrences. */
const makeDay = async ({
  date = dayFromNow(3),
  services = 1,
  rrule,
}: { date?: string; services?: number; rrule?: string } = {}) => {
  const mark = randomUUID().slice(0, 8)
  const place = await made('/api/places', { title: `Место ${mark}`, timezone: 'Europe/Moscow' })
  const service = await made('/api/services', {
    title: `Услуга ${mark}`,
    capacity: 5,
    minutes: 30,
    bookingWindow: { value: 90, unit: 'days' },
  })
  const lines: Service[] = Array.from({ length: services }, (_, index) => ({
    service,
    startTime: `${10 + Math.floor(index / 2)}:${index % 2 ? '30' : '00'}`,
    endTime: `${11 + Math.floor(index / 2)}:${index % 2 ? '30' : '00'}`,
    capacity: 5,
  }))
  const title = `День ${mark}`
  const event = await made('/api/events', {
    title,
    place,
    type: rrule ? 'recurring' : 'oneOff',
    date,
    startTime: '09:00',
    endTime: '20:00',
    capacity: 20,
    services: lines,
    ...(rrule ? { rrule } : {}),
  })
  const { body } = await api('GET', `/api/occurrences?where[event][equals]=${event}&sort=startsAt&limit=100`)
  return { place, service, event, title, mark, date, occurrences: (body.docs as { id: string }[]).map(({ id }) => id) }
}
const makePerson = async () => {
  const lastName = surname()
  return {
    lastName,
    id: await made('/api/visitors', { lastName, firstName: 'Пётр', status: 'registered', allowDuplicate: true }),
  }
}
const book = async (visitor: string, occurrence: string | undefined) => {
  const { status, body } = await api('POST', '/api/bookings', { visitor, occurrence })
  if (status !== 201) throw new Error(JSON.stringify(body))
}
const occurrenceOf = async (id: string | undefined) => (await api('GET', `/api/occurrences/${id}`)).body

const rows = (page: Page, mark: string) => page.locator('.pr-occ__open', { hasText: mark })
/** What can be done with a row stands behind its three dots. */
const act = async (page: Page, name: string, row = /^Действия: .*/) => {
  await page.getByRole('button', { name: row }).first().click()
  await page.getByRole('menuitem', { name }).click()
}
const done = (page: Page) => page.context().close()

beforeAll(async () => {
  there = (await browser()) !== null
})

describe.each([1280, 320])('the occurrences, %i px wide', (width) => {
  it('are shown with date, time, place and people, the past apart from what is to come', async (context) => {
    if (!there) return context.skip()
    const { mark, place, occurrences } = await makeDay()
    const { id } = await makePerson()
    await book(id, occurrences[0])
    const page = await signedIn({ width, path: `${PATH}?place=${place}` })
    await rows(page, mark).waitFor()
    const text = await page.locator('.pr-screen').innerText()
    // 10:00 at the place, although the browser is in Vladivostok.
    expect(text).toContain('10:00–11:00')
    expect(text).toContain(`Место ${mark}`)
    expect(text).toMatch(/1\s*\/\s*5/)
    expect(await overflow(page)).toBe(0)
    await page.getByRole('tab', { name: /Прошедшие/ }).click()
    await page.getByText('Ничего не нашлось').waitFor()
    expect(page.url()).toContain(`place=${place}`)
    expect(page.url()).toContain('tab=past')
    await page.reload()
    await page.getByText('Ничего не нашлось').waitFor()
    await done(page)
  })

  it('are changed in time and capacity only, never below the people booked, and people are asked about by name', async (context) => {
    if (!there) return context.skip()
    const { mark, place, occurrences } = await makeDay()
    const people = [await makePerson(), await makePerson()]
    for (const { id } of people) await book(id, occurrences[0])
    const page = await signedIn({ width, path: `${PATH}?place=${place}` })
    await rows(page, mark).waitFor()
    await act(page, 'Изменить')
    const dialog = page.getByRole('dialog')
    expect((await dialog.getByRole('textbox').count()) + (await dialog.getByRole('spinbutton').count())).toBe(3)
    await expect.poll(() => dialog.innerText()).toContain(`Место ${mark}`)

    await dialog.getByLabel('Вместимость').fill('1')
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await dialog.getByText(/уже записано больше|больше людей|Не меньше/i).waitFor()
    expect((await occurrenceOf(occurrences[0])).capacity).toBe(5)
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toBe(0)

    await dialog.getByLabel('Вместимость').fill('7')
    await dialog.getByLabel('Начало').fill('1130')
    await dialog.getByLabel('Конец').fill('12:45')
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    for (const { lastName } of people) await dialog.getByText(lastName).waitFor()
    expect((await occurrenceOf(occurrences[0])).startsAt).toContain('T07:00')
    await dialog.getByRole('button', { name: 'Перенести и сообщить' }).click()
    await page.getByText('11:30–12:45').first().waitFor()
    expect(await occurrenceOf(occurrences[0])).toMatchObject({ capacity: 7, participants: 2, edited: true })
    expect((await occurrenceOf(occurrences[0])).startsAt).toContain('T08:30')
    await done(page)
  })

  it('with people on them are not deleted but cancelled, with a reason', async (context) => {
    if (!there) return context.skip()
    const { mark, place, occurrences } = await makeDay({ services: 2 })
    const { id, lastName } = await makePerson()
    await book(id, occurrences[0])
    const page = await signedIn({ width, path: `${PATH}?place=${place}` })
    await rows(page, mark).first().waitFor()
    await act(page, 'Удалить')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Удалить мероприятие' }).click()
    await dialog.getByText(/записаны люди/).waitFor()
    await dialog.getByRole('button', { name: 'Отменить мероприятие' }).click()
    await dialog.getByLabel('Причина').fill('Нет воды')
    await dialog.getByRole('button', { name: 'Отменить мероприятие' }).click()
    await dialog.getByText(lastName).waitFor()
    expect((await occurrenceOf(occurrences[0])).status).toBe('scheduled')
    await dialog.getByRole('button', { name: 'Отменить и сообщить' }).click()
    await page.getByText('Отменено: Нет воды').waitFor()
    expect(await occurrenceOf(occurrences[0])).toMatchObject({
      status: 'cancelled',
      cancelReason: 'Нет воды',
      participants: 0,
    })
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toBe(0)

    await act(page, 'Удалить', /^Действия: День .* 10:30/)
    await dialog.getByRole('button', { name: 'Удалить мероприятие' }).click()
    await page.getByRole('button', { name: /^Действия: День .* 10:30/ }).waitFor({ state: 'detached' })
    expect((await api('GET', `/api/occurrences/${occurrences[1]}`)).status).toBe(404)
    await done(page)
  })

  it('are found by a participant on every page, and the filter goes along to the calendar', async (context) => {
    if (!there) return context.skip()
    const { mark, occurrences, date } = await makeDay({ date: dayFromNow(1), rrule: 'FREQ=DAILY;COUNT=25' })
    const { id, lastName } = await makePerson()
    for (const occurrence of occurrences.slice(0, 22)) await book(id, occurrence)
    const page = await signedIn({ width, path: PATH })
    if (width < 768) await page.getByRole('button', { name: /Фильтры/ }).click()
    const picker = page.getByRole('combobox', { name: 'Участник' })
    await picker.fill(lastName)
    await page
      .getByRole('option', { name: new RegExp(lastName) })
      .first()
      .click()
    await page.getByRole('tab', { name: /Предстоящие.*22/ }).waitFor()
    await expect.poll(() => rows(page, mark).count()).toBe(20)
    await page.goto(`${page.url()}${page.url().includes('?') ? '&' : '?'}page=2`)
    await expect.poll(() => rows(page, mark).count(), { timeout: 20_000 }).toBe(2)
    await expect.poll(() => page.locator('.pr-occ__open').count()).toBe(2)
    await page.goto(page.url().replace('page=2', `tab=calendar&view=timeGridDay&at=${date}`))
    await expect.poll(() => page.locator('.pr-cal-event').count(), { timeout: 20_000 }).toBe(1)
    await done(page)
  })

  it('are readable in a calendar with eleven in one day, in the clock of the place', async (context) => {
    if (!there) return context.skip()
    const { mark, place, date, occurrences } = await makeDay({ services: 11 })
    for (let index = 0; index < 5; index += 1) await book((await makePerson()).id, occurrences[0])
    const page = await signedIn({ width, path: `${PATH}?tab=calendar&view=dayGridMonth&at=${date}&place=${place}` })
    const more = page.locator('.pr-cal-more')
    await more.waitFor()
    const heads = await page.locator('.pr-cal [role=columnheader]').allInnerTexts()
    // The full word is for screen readers.
    expect(heads.map((head) => head.split('\n').at(-1))).toEqual(['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'])
    await more.focus()
    await page.keyboard.press('Enter')
    const popover = page.locator('.pr-cal-popover')
    await popover.waitFor()
    await expect.poll(() => popover.locator('.pr-cal-event').count()).toBe(11)
    await expect.poll(() => popover.locator('.pr-cal-event').first().innerText()).toMatch(/10:00[\s\S]*5\/5/)
    const box = await popover.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true)
    expect(await overflow(page)).toBe(0)
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')

    for (const [view, entries] of [
      ['Неделя', 0],
      ['День', 0],
      ['Список', 11],
    ] as const) {
      await page.getByRole('button', { name: view, exact: true }).click()
      await page.locator('.pr-cal-event', { hasText: mark }).first().waitFor()
      if (entries) await expect.poll(() => page.locator('.pr-cal-event').count()).toBe(entries)
      expect([view, await overflow(page)]).toEqual([view, 0])
      expect([view, await axe(page)]).toEqual([view, []])
    }
    await page.locator('.pr-cal-row').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`participants=${occurrences[0]}`))
    await page.getByRole('dialog').getByText(/Пётр/).first().waitFor()
    await done(page)
  })

  it('lead to the list for the door of a place and day in two clicks, from home and from here', async (context) => {
    if (!there) return context.skip()
    const { mark, place, date, occurrences } = await makeDay({ date: dayFromNow(0), services: 2 })
    const person = await makePerson()
    await book(person.id, occurrences[1])
    for (const from of ['/admin', `${PATH}?place=${place}`]) {
      const page = await signedIn({ width, path: from })
      await page.context().addInitScript(() => {
        window.print = () => void document.body.setAttribute('data-printed', '')
      })
      let clicks = 0
      const click = async (target: Locator) => {
        await target.click()
        clicks += 1
      }
      const link =
        from === '/admin'
          ? page.getByRole('link', { name: `Список для входа: Место ${mark}` })
          : page.getByRole('link', { name: 'Список для входа' })
      const [list] = await Promise.all([page.context().waitForEvent('page'), click(link.first())])
      await list.getByRole('heading', { level: 1, name: `Место ${mark}` }).waitFor()
      expect(list.url()).toContain(`/api/places/${place}/door-list?date=${date}`)
      expect(await list.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
        `10:00–11:00 Услуга ${mark}`,
        `10:30–11:30 Услуга ${mark}`,
      ])
      expect(await list.locator('tbody').last().innerText()).toContain(`${person.lastName} Пётр`)
      expect(await overflow(list)).toBe(0)
      expect(await axe(list)).toEqual([])
      await click(list.getByRole('button', { name: 'Печать' }))
      await list.locator('[data-printed]').waitFor()
      console.log(`The list for the door of a place, printed from ${from.split('?')[0]}, ${width} px: ${clicks} clicks`)
      expect(clicks).toBe(2)
      await done(page)
    }
  })

  it('are read, not changed, by a viewer', async (context) => {
    if (!there) return context.skip()
    const { mark, place } = await makeDay()
    const page = await signedIn({ width, role: 'viewer', path: `${PATH}?place=${place}` })
    await rows(page, mark).waitFor()
    await page
      .getByRole('button', { name: /^Действия: / })
      .first()
      .click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Список для входа', 'Открыть событие'])
    expect(await page.getByRole('combobox', { name: 'Участник' }).count()).toBe(0)
    await done(page)
  })
})
