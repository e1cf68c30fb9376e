import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, signedIn, typeKeys } from './harness'

let services: Record<string, string> = {}

beforeAll(async () => {
  const { body } = await api('GET', '/api/services?limit=200')
  services = Object.fromEntries(body.docs.map(({ title, id }: { title: string; id: string }) => [title, id]))
})

/** The next Tuesday at least two weeks from now. */
const tuesday = (): string => {
  const ahead = Array.from({ length: 7 }, (_, day) => dayFromNow(14 + day))
  return ahead.find((date) => new Date(`${date}T12:00:00Z`).getUTCDay() === 2) ?? ''
}
const place = async (): Promise<{ id: string; title: string }> =>
  (await api('POST', '/api/places', { title: `Пристань ${randomUUID().slice(0, 8)}`, timezone: 'Europe/Moscow' })).body
    .doc
const line = (service: string, startTime: string, endTime: string) => ({
  service: services[service],
  startTime,
  endTime,
  capacity: 8,
  bookingWindow: { value: 60, unit: 'days' },
})
const weekly = async (over: object = {}): Promise<string> =>
  (
    await api('POST', '/api/events', {
      title: 'Вторник',
      place: (await place()).id,
      type: 'recurring',
      date: tuesday(),
      startTime: '10:00',
      endTime: '18:00',
      capacity: 12,
      recurrence: { frequency: 'weekly', weekdays: ['tu'] },
      services: [line('Стирка', '10:00', '12:00'), line('Душ', '12:00', '18:00')],
      ...over,
    })
  ).body.doc.id
const booked = async (event: string, lastName: string): Promise<string> => {
  const visitor = (
    await api('POST', '/api/visitors', { firstName: 'Пётр', lastName, status: 'registered', allowDuplicate: true })
  ).body.doc.id
  const { docs } = (await api('GET', `/api/occurrences?where[event][equals]=${event}&sort=startsAt&limit=1`)).body
  const { status, body } = await api('POST', '/api/bookings', { visitor, occurrence: docs[0].id })
  expect(status).toBe(201)
  return body.participants[0].id
}
const dayOf = async (event: string) =>
  (await api('GET', `/api/event-days?where[event][equals]=${event}&where[date][equals]=${tuesday()}`)).body.docs[0]
const open = async (width: number, path: string): Promise<Page> => {
  const page = await signedIn({ width, path: `/admin/collections/events/${path}` })
  await page.waitForSelector('#field-services')
  return page
}
/** Counts the clicks and the keys that somebody needs. */
const counted = (page: Page) => {
  const used = { clicks: 0, keys: 0 }
  return {
    used,
    click: async (selector: string) => {
      used.clicks += 1
      await page.click(selector)
    },
    type: async (text: string) => {
      used.keys += text.length
      await typeKeys(page, text)
    },
    press: async (key: string) => {
      used.keys += 1
      await page.keyboard.press(key)
    },
  }
}
const typedIn = (page: Page, selector: string) => expect.poll(() => page.inputValue(selector), { timeout: 15_000 })
const ready = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => document.querySelector('.pr-summary p')?.textContent))
    .toMatch(/^(Укажите, когда|\d|[а-я]{2}, \d)/)

describe.each([1280, 320])('the page of an event, %i px wide', (width) => {
  it('moves one Tuesday by two hours with its services: three clicks, two fields, nothing to load again', async (context) => {
    if (!(await browser())) return context.skip()
    const event = await weekly()
    const participant = await booked(event, 'Сдвигалов')
    const page = await open(width, event)
    const { used, click, type, press } = counted(page)
    const row = `[data-date="${tuesday()}"]`
    await page.waitForSelector(`${row} .pr-dates__change`)
    await click(`${row} .pr-dates__change`)
    await page.waitForFunction(() => document.activeElement?.matches('dialog input'))
    await type('12')
    await press('Tab')
    await type('20')
    await page.waitForSelector('dialog li:has-text("10:00–12:00 → 12:00–14:00")')
    expect([await axe(page), await overflow(page)]).toEqual([[], 0])
    const save = 'dialog .pr-dialog__foot .pr-button:last-child:not([disabled])'
    await click(save)
    await page.waitForSelector('dialog li:has-text("Сдвигалов")')
    await click(save)
    await page.waitForSelector(`${row}:has-text("12:00–20:00")`)
    await page.waitForSelector(`${row}:has-text("14:00–20:00")`)
    console.log(`move one Tuesday by two hours, ${width} px: ${used.clicks} clicks, ${used.keys} keys, 2 fields`)
    expect(used.clicks).toBe(3)
    expect(await dayOf(event)).toMatchObject({ startTime: '12:00', endTime: '20:00' })
    expect((await api('GET', `/api/participants/${participant}`)).body.status).toBe('expected')
    expect(await page.inputValue('#field-startTime')).toBe('10:00')
    await page.context().close()
  })

  it('plans a weekly event with three services: eight clicks, sixty keys', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await place()
    const page = await open(width, 'create')
    await ready(page)
    const { used, click, type, press } = counted(page)
    await click('#field-title')
    await type('Вторник')
    await typedIn(page, '#field-title').toBe('Вторник')
    await press('Tab')
    await type(where.title.slice(-8))
    await page.waitForSelector(`#field-place .rs__option:has-text("${where.title}")`)
    await press('Enter')
    await page.waitForSelector(`#field-place .rs__single-value:has-text("${where.title}")`)
    await click('.pr-presets button:has-text("По будням")')
    await click('#field-startTime')
    await type('10')
    await press('Tab')
    await type('16')
    await press('Tab')
    await type('30')
    await click('.pr-lines__add')
    for (const [index, service] of ['Сти', 'Душ', 'Стр'].entries()) {
      // Typed at once: it has to land in the line that was just added.
      await type(service)
      await expect
        .poll(() => page.locator(`#field-services__${index}__service option:checked`).innerText())
        .toContain(service)
      await press('Tab')
      if (index < 2) await press('Enter')
    }
    expect([await axe(page), await overflow(page)]).toEqual([[], 0])
    await click('#action-save')
    await page.waitForURL(/\/events\/[0-9a-f-]{36}/, { timeout: 30_000 })
    console.log(`weekly event with three services, ${width} px: ${used.clicks} clicks, ${used.keys} keys`)
    expect(used.clicks).toBeLessThanOrEqual(8)
    expect(used.keys).toBeLessThanOrEqual(60)
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const event = (await api('GET', `/api/events/${id}`)).body
    expect(event).toMatchObject({
      title: 'Вторник',
      place: where.id,
      rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      startTime: '10:00',
      endTime: '16:00',
      capacity: 30,
    })
    expect(event.services.map(({ service }: { service: string }) => service)).toEqual(
      ['Стирка', 'Душ', 'Стрижка'].map((title) => services[title]),
    )

    await page.click('.pr-whole__actions a:has-text("Копия")')
    await page.waitForURL(/\/events\/create\?copy=/)
    await typedIn(page, '#field-title').toBe('Вторник')
    await expect.poll(() => page.locator('[data-line]').count()).toBe(3)
    expect([await page.inputValue('#field-date'), await page.inputValue('#field-services__2__startTime')]).toEqual([
      '',
      event.services[2].startTime,
    ])
    await page.context().close()
  })

  it('says all that is wrong at once, at the fields, and goes to the first; hours offer to move the services', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await open(width, 'create')
    await ready(page)
    await expect.poll(() => page.locator('h1').first().innerText()).toBe('Новое событие')
    await page.click('.pr-lines__add')
    await page.click('#action-save')
    await page.waitForSelector('#field-services__0__service-error')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-title')
    await page.waitForSelector('text=Не сохранено: поправьте')
    await expect
      .poll(() => page.locator('.field-error').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length))
      .toBeGreaterThanOrEqual(5)

    await page.goto(page.url().replace('create', await weekly()))
    await page.waitForSelector('[data-line="1"]')
    await ready(page)
    // The form replaces what was typed before its state has loaded, so the test types until the value stays.
    await expect
      .poll(
        async () => {
          await page.fill('#field-endTime', '16:00')
          await page.locator('#field-endTime').blur()
          return [await page.locator('.pr-offer').count(), await page.isEnabled('#action-save')]
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual([1, true])
    await page.click('#action-save')
    await page.waitForSelector('#field-services__1__endTime-error:has-text("Вне часов события")')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-services__1__endTime')
    await page.click('.pr-offer .pr-button--primary')
    await typedIn(page, '#field-services__1__endTime').toBe('16:00')
    await page.waitForSelector('#field-services__1__endTime-error', { state: 'detached' })
    await page.click('#action-save')
    await page.check('dialog input[value=all]')
    await page.click('dialog .pr-dialog__foot .pr-button:last-child:not([disabled])')
    await page.waitForSelector(`[data-date="${tuesday()}"]:has-text("12:00–16:00")`)
    await page.context().close()
  })

  it('puts a cancelled date back, and books again whom one ticks, with a reason for whom it can’t', async (context) => {
    if (!(await browser())) return context.skip()
    const event = await weekly()
    const [first, second] = [await booked(event, 'Возвращенцев'), await booked(event, 'Отказов')]
    const { id: day } = await dayOf(event)
    await api('POST', `/api/event-days/${day}/cancel`, { confirm: true, reason: 'Нет воды' })
    const page = await open(width, event)
    const row = `[data-date="${tuesday()}"]`
    await page.click(`${row} .pr-dates__restore`)
    await page.click('dialog .pr-button--primary')
    await page.waitForSelector('dialog li:has-text("Отказов")')
    expect((await api('GET', `/api/participants/${first}`)).body.status).toBe('cancelled')
    expect([await axe(page), await overflow(page)]).toEqual([[], 0])
    await api('PATCH', `/api/event-days/${day}`, { capacity: 8 })
    await page.check('dialog .pr-again li:has-text("Возвращенцев") input')
    await page.click('dialog .pr-button--primary')
    await page.waitForSelector('dialog li:has-text("Возвращенцев"):has-text("записан")')
    expect((await api('GET', `/api/participants/${first}`)).body.status).toBe('expected')
    expect((await api('GET', `/api/participants/${second}`)).body.status).toBe('cancelled')

    const { docs } = (await api('GET', `/api/occurrences?where[eventDay][equals]=${day}&sort=startsAt`)).body
    await api('PATCH', `/api/occurrences/${docs[0].id}`, { capacity: 1 })
    await page.check('dialog .pr-again li:has-text("Отказов") input')
    await page.click('dialog .pr-button--primary')
    await page.waitForSelector('dialog .pr-again li:has-text("Отказов") .pr-error')
    await page.click('dialog .pr-dialog__foot .pr-button:first-child')
    await page.waitForSelector(`${row}:not(.pr-dates__day--cancelled)`)
    await page.context().close()
  })
})
