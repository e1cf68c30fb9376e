import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, axe, browser, overflow, signedIn, typeKeys } from './harness'

type Line = { id?: string; service: string; startTime: string; endTime: string; capacity: number }

let services: Record<string, string> = {}

beforeAll(async () => {
  const { body } = await api('GET', '/api/services?limit=200')
  services = Object.fromEntries(body.docs.map(({ title, id }: { title: string; id: string }) => [title, id]))
})

/** A Tuesday at least three weeks from now, plus some days. */
const tuesday = (plus = 0): string => {
  const today = new Date()
  const ahead = 21 + ((2 - today.getUTCDay() + 7) % 7) + plus
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + ahead))
    .toISOString()
    .slice(0, 10)
}
const typed = (date: string): string => date.split('-').reverse().join('.')

const place = async (): Promise<{ id: string; title: string }> =>
  (
    await api('POST', '/api/places', {
      title: `Причал ${randomUUID().slice(0, 8)}`,
      address: 'Набережная, 1',
      timezone: 'Europe/Moscow',
    })
  ).body.doc

const weekly = async (over: object = {}): Promise<{ id: string; services: Line[] }> => {
  const line = {
    service: services['Стирка'],
    startTime: '10:00',
    endTime: '12:00',
    capacity: 8,
    bookingWindow: { value: 60, unit: 'days' },
  }
  const { body } = await api('POST', '/api/events', {
    title: 'Прачечная',
    place: (await place()).id,
    type: 'recurring',
    date: tuesday(),
    startTime: '10:00',
    endTime: '18:00',
    capacity: 12,
    recurrence: { frequency: 'weekly', weekdays: ['tu'], end: 'count', count: 4 },
    services: [line],
    ...over,
  })
  return body.doc
}

const occurrencesOf = async (
  event: string,
): Promise<
  { id: string; date: string; startsAt: string; capacity: number; status: string; cancelReason: string | null }[]
> => (await api('GET', `/api/occurrences?where[event][equals]=${event}&sort=startsAt&limit=200`)).body.docs
const datesOf = async (event: string): Promise<string[]> => [
  ...new Set((await occurrencesOf(event)).map(({ date }) => date)),
]

/** Creates somebody with an unusual name, booked on the first date of an event. */
const booked = async (event: string, lastName: string): Promise<string> => {
  const { body: visitor } = await api('POST', '/api/visitors', {
    firstName: 'Пётр',
    lastName,
    status: 'registered',
    allowDuplicate: true,
  })
  const [first] = await occurrencesOf(event)
  const { status, body } = await api('POST', '/api/bookings', { visitor: visitor.doc.id, occurrence: first?.id })
  expect(status).toBe(201)
  return body.participants[0].id
}

const open = async (width: number, path: string, look: object = {}): Promise<Page> => {
  const page = await signedIn({ width, path: `/admin/collections/events/${path}`, ...look })
  await page.waitForSelector('#field-services')
  return page
}
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
  }
  throw new Error(`Tab never reached ${selector}`)
}
/** Types and checks like a person: options are loaded again while typing, and Enter may come too early. */
const pick = async (page: Page, field: string, text: string): Promise<void> => {
  await page.keyboard.type(text)
  const enter = async (): Promise<number> => {
    if (await page.locator(`${field} .rs__option:has-text("${text}")`).count()) await page.keyboard.press('Enter')
    return page.locator(`${field} .rs__single-value:has-text("${text}")`).count()
  }
  await expect.poll(enter, { timeout: 20_000, interval: 1_000 }).toBe(1)
}
const idIn = async (page: Page): Promise<string> => {
  await page.waitForURL(/\/events\/[0-9a-f-]{36}/, { timeout: 30_000 })
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
const settled = (page: Page) => page.waitForSelector('#action-save[aria-disabled=true], #action-save[disabled]')
const change = async (page: Page, field: string, value: string): Promise<void> => {
  await page.fill(`#field-${field}`, value)
  await page.locator(`#field-${field}`).blur()
  await page.click('#action-save')
}
/** A long timeout, because the machine may be busy and only the result counts. */
const eventually = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 20_000 })
const confirm = async (page: Page): Promise<void> =>
  page.click('dialog .pr-dialog__foot .pr-button:last-child:not([disabled])')

describe.each([1280, 320])('the form of an event, %i px wide', (width) => {
  it('creates a weekly event with three services in under a minute with the keyboard alone', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await place()
    const page = await open(width, 'create')
    const start = Date.now()
    const { keyboard } = page
    await tabTo(page, '#field-title')
    await keyboard.type('Вторник у причала')
    await tabTo(page, '#field-place input')
    await pick(page, '#field-place', where.title)
    await tabTo(page, 'input[type=radio]')
    await keyboard.press('ArrowRight')
    await tabTo(page, '#field-date')
    await keyboard.type(typed(tuesday()))
    await tabTo(page, '#field-startTime')
    await keyboard.type('10')
    await tabTo(page, '#field-endTime')
    await keyboard.type('18')
    await tabTo(page, '#field-capacity')
    await keyboard.type('10')
    await tabTo(page, '.pr-lines__add')
    for (const [index, service] of ['Стирка', 'Душ', 'Стрижка'].entries()) {
      await keyboard.press('Enter')
      await page.waitForFunction((line) => document.activeElement?.matches(`#field-services__${line}__service`), index)
      await typeKeys(page, service)
      await page.waitForFunction(
        (line) => Boolean(document.querySelector<HTMLInputElement>(`#field-services__${line}__capacity`)?.value),
        index,
      )
      await tabTo(page, `#field-services__${index}__startTime`)
    }
    await keyboard.press('Control+s')
    const id = await idIn(page)
    expect(Date.now() - start).toBeLessThan(60_000)

    const { body: event } = await api('GET', `/api/events/${id}`)
    expect(event).toMatchObject({
      title: 'Вторник у причала',
      place: where.id,
      type: 'recurring',
      date: tuesday(),
      startTime: '10:00',
      endTime: '18:00',
      capacity: 10,
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
    })
    const catalogue = (await api('GET', '/api/services?limit=200')).body.docs
    expect(
      event.services.map(({ service, startTime, capacity, bookingWindow }: Record<string, unknown>) => ({
        service,
        startTime,
        capacity,
        bookingWindow,
      })),
    ).toEqual(
      ['Стирка', 'Душ', 'Стрижка'].map((title) => {
        const { id: service, capacity, bookingWindow } = catalogue.find((one: { title: string }) => one.title === title)
        return { service, startTime: '10:00', capacity: Math.min(capacity, 10), bookingWindow }
      }),
    )
    expect((await datesOf(id)).slice(0, 3)).toEqual([tuesday(), tuesday(7), tuesday(14)])
    await page.context().close()
  })

  it('creates a place on the spot, and keeps what was typed', async (context) => {
    if (!(await browser())) return context.skip()
    const title = `Новый причал ${randomUUID().slice(0, 8)}`
    const page = await open(width, 'create')
    await page.fill('#field-title', 'С новым местом')
    await page.click('#field-place .relationship-add-new__add-button')
    const drawer = page.locator('dialog.drawer, .drawer').last()
    await drawer.locator('#field-title').fill(title)
    await drawer.locator('#field-address').fill('Набережная, 2')
    await drawer.locator('#action-save').click()
    await page.waitForSelector(`#field-place .rs__single-value:has-text("${title}")`)
    await expect.poll(() => page.inputValue('#field-title')).toBe('С новым местом')
    expect((await api('GET', `/api/places?where[title][equals]=${encodeURIComponent(title)}`)).body.totalDocs).toBe(1)
    await page.context().close()
  })

  it('shows the rule in words and the next ten dates, and offers a date that fits', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await open(width, 'create')
    await page.click('label:has-text("Повторяющееся")')
    await page.fill('#field-date', tuesday())
    await page.waitForSelector('.pr-preview__text:has-text("Каждый вторник")')
    const shown = await page
      .locator('.pr-preview__dates time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')))
    expect(shown).toEqual(Array.from({ length: 10 }, (_, week) => tuesday(7 * week)))

    await page.click('.pr-weekdays button[aria-label$="четверг"]')
    await page.click('.pr-weekdays button[aria-label$="вторник"]')
    await page.click('.pr-preview__hint .pr-button')
    await page.waitForSelector('.pr-preview__hint', { state: 'detached' })
    await expect.poll(() => page.inputValue('#field-date')).toBe(typed(tuesday(2)))

    await page.click('label:has-text("После числа повторений")')
    await page.fill('#field-recurrence__count', '0')
    await page.waitForSelector('.pr-preview__error')
    await expect.poll(() => page.locator('.pr-preview__error').allInnerTexts()).toEqual(['Нужно целое число от 1.'])
    expect(await overflow(page)).toBe(0)
    await page.context().close()
  })

  it('says what is wrong next to the field', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const page = await open(width, id)
    // The form replaces what was typed before its state has loaded, so the test types until the value stays.
    await eventually(async () => {
      await page.fill('#field-title', '')
      await page.waitForTimeout(300)
      return [await page.inputValue('#field-title'), await page.isEnabled('#action-save')]
    }).toEqual(['', true])
    await page.click('#action-save')
    await page.waitForSelector('.field-type.text:has(#field-title) .field-error')
    expect((await api('GET', `/api/events/${id}`)).body.title).toBe('Прачечная')
    await page.context().close()
  })

  it('saves a title at once, and the form has nothing unsaved afterwards', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const page = await open(width, id)
    await change(page, 'title', 'Другое название')
    await eventually(async () => (await api('GET', `/api/events/${id}`)).body.title).toBe('Другое название')
    await settled(page)
    expect(await page.locator('dialog[open]').count()).toBe(0)
    await page.context().close()
  })

  it('shows who is affected by a change of all dates, by name, and moves them once that is confirmed', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const participant = await booked(id, 'Переплётчиков')
    const page = await open(width, id)
    await page.fill('#field-startTime', '11:00')
    await page.locator('#field-services__0__startTime').scrollIntoViewIfNeeded()
    await change(page, 'services__0__startTime', '11:00')
    await page.waitForSelector('dialog li:has-text("Переплётчиков")')
    await expect.poll(() => page.locator('dialog').innerText()).toContain('Сдвинутся 4 даты')
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect((await occurrencesOf(id))[0]?.startsAt).toBe(`${tuesday()}T07:00:00.000Z`)
    await confirm(page)
    await eventually(async () => (await occurrencesOf(id)).map(({ startsAt }) => startsAt)).toEqual(
      [0, 7, 14, 21].map((plus) => `${tuesday(plus)}T08:00:00.000Z`),
    )
    expect((await api('GET', `/api/participants/${participant}`)).body.status).toBe('expected')
    await settled(page)
    await page.context().close()
  })

  it('lets this date and the following carry on as a new event, and goes there', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const page = await open(width, id)
    await change(page, 'capacity', '20')
    await page.check('dialog input[value=following]')
    await page.selectOption('dialog select', tuesday(14))
    await confirm(page)
    await page.waitForURL((address) => !address.pathname.endsWith(id))
    const created = await idIn(page)
    expect([await datesOf(id), await datesOf(created)]).toEqual([
      [tuesday(), tuesday(7)],
      [tuesday(14), tuesday(21)],
    ])
    expect((await api('GET', `/api/events/${created}`)).body.capacity).toBe(20)
    expect((await api('GET', `/api/events/${id}`)).body.capacity).toBe(12)
    await page.context().close()
  })

  it('changes one date only, and says what one date can’t have', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const page = await open(width, id)
    await page.fill('#field-title', 'Только сегодня')
    await change(page, 'capacity', '30')
    await page.check('dialog input[value=day]')
    await page.waitForSelector('dialog .pr-change__refused')
    await expect.poll(() => page.locator('dialog .pr-change__refused').innerText()).toContain('Название')
    await expect.poll(() => page.isDisabled('dialog .pr-dialog__foot .pr-button:last-child')).toBe(true)
    await page.keyboard.press('Escape')
    await page.fill('#field-title', 'Прачечная')
    await page.click('#action-save')
    await page.check('dialog input[value=day]')
    await page.selectOption('dialog select', tuesday(7))
    await confirm(page)
    const capacities = async () =>
      (await api('GET', `/api/event-days?where[event][equals]=${id}&sort=date`)).body.docs.map(
        ({ capacity }: { capacity: number }) => capacity,
      )
    await eventually(capacities).toEqual([12, 30, 12, 12])
    await page.context().close()
  })

  it('cancels a date with people on it once they were shown, and one service of another date', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const participant = await booked(id, 'Отменялов')
    const page = await open(width, id)
    await page.locator('#event-dates').scrollIntoViewIfNeeded()
    await page.click(`[data-date="${tuesday()}"] .pr-dates__cancel`)
    await page.fill('dialog input', 'Нет воды')
    await confirm(page)
    await page.waitForSelector('dialog li:has-text("Отменялов")')
    expect((await api('GET', `/api/participants/${participant}`)).body.status).toBe('expected')
    await confirm(page)
    await page.waitForSelector(`[data-date="${tuesday()}"]:has-text("отменено: Нет воды")`)
    expect((await api('GET', `/api/participants/${participant}`)).body.status).toBe('cancelled')

    await page.click(`[data-date="${tuesday(7)}"] .pr-dates__services .pr-link`)
    await confirm(page)
    await page.waitForSelector(`[data-date="${tuesday(7)}"] .pr-pill:has-text("отменено")`)
    expect((await occurrencesOf(id)).map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
      'scheduled',
      'scheduled',
    ])
    await page.context().close()
  })

  it('shows it all to a viewer, and nothing that a viewer can’t do', async (context) => {
    if (!(await browser())) return context.skip()
    const { id } = await weekly()
    const page = await open(width, id, { role: 'viewer' })
    await page.waitForSelector(`[data-date="${tuesday()}"]`)
    await expect.poll(() => page.isDisabled('#field-title')).toBe(true)
    await expect.poll(() => page.isDisabled('.pr-weekdays button[aria-pressed=true]')).toBe(true)
    expect(await page.locator('#action-save, #event-dates .pr-dates__head button, #event-dates .pr-link').count()).toBe(
      0,
    )
    await page.context().close()
  })
})
