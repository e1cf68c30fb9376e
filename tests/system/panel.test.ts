import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from './browser'
import { startDemo, type Product } from './product'

let product: Product
let browser: Browser | null

beforeAll(async () => {
  ;[product, browser] = [await startDemo(inject('compiled')), await openBrowser()]
}, 240_000)

afterAll(async () => {
  await browser?.close()
  expect(await product.stop()).toBe(0)
  await product.clean()
})

/** A Tuesday two to three weeks from now, and days after it. */
const tuesday = (plus: number): string => {
  const today = new Date()
  const ahead = 14 + ((2 - today.getUTCDay() + 7) % 7) + plus
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + ahead))
    .toISOString()
    .slice(0, 10)
}

const faults: string[] = []

const signedIn = async (width: number): Promise<Page> => {
  if (!browser) throw new Error('No browser')
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'ru-RU',
    timezoneId: 'Asia/Vladivostok',
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (response) => response.status() >= 500 && faults.push(`${response.status()} ${response.url()}`))
  await page.goto(`${product.url}/admin/login`)
  await page.fill('input[name=email]', 'admin@example.org')
  await page.fill('input[name=password]', product.password)
  await page.click('button[type=submit]')
  await page.waitForURL(`${product.url}/admin`)
  return page
}

// What a phone's width shows; both widths of the same screens are walked in tests/e2e.
describe('the panel on a phone', () => {
  const width = 320

  it('signs in, lists what there is in Russian, and creates an event whose dates exist at once', async (context) => {
    if (!browser) return context.skip()
    const page = await signedIn(width)

    await page.goto(`${product.url}/admin/collections/events`)
    await page.waitForSelector('text=День вакцинации от гриппа')
    expect(await page.locator('h1').innerText()).toBe('Расписание')

    await page.goto(`${product.url}/admin/collections/events/create`)
    const title = `Проверка с шириной ${width}`
    await page.fill('#field-title', title)
    await page.click('#field-place .rs__control')
    await page.click('.rs__option >> text=Ясная')
    await page.fill('#field-date', '2027-03-09')
    await page.fill('#field-startTime', '930')
    await page.locator('#field-startTime').blur()
    expect(await page.inputValue('#field-startTime')).toBe('09:30')
    await page.fill('#field-endTime', '18')
    await page.fill('#field-capacity', '12')
    await page.click('#field-services .pr-lines__add')
    await page.selectOption('#field-services__0__service', { label: 'Стирка' })
    await page.fill('#field-services__0__startTime', '10:00')
    await page.fill('#field-services__0__endTime', '12:00')
    await page.fill('#field-services__0__capacity', '8')
    await page.click('#action-save')
    await page.waitForURL(/\/admin\/collections\/events\/[0-9a-f-]{36}/, { timeout: 30_000 })

    const id = page.url().split('/').at(-1)?.split('?')[0]
    const dates = await page.evaluate(async (event) => {
      const response = await fetch(`/api/occurrences?where[event][equals]=${event}`)
      return ((await response.json()) as { docs: { date: string; capacity: number }[] }).docs.map(
        ({ date, capacity }) => [date, capacity],
      )
    }, id)
    expect(dates).toEqual([['2027-03-09', 8]])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows an occurrence at the clock of its place, and saves a new time as that', async (context) => {
    if (!browser) return context.skip()
    const page = await signedIn(width)
    const { id, startsAt } = await page.evaluate(async (title) => {
      const response = await fetch(`/api/occurrences?where[event.title][equals]=${encodeURIComponent(title)}`)
      return ((await response.json()) as { docs: { id: string; startsAt: string }[] }).docs[0] as {
        id: string
        startsAt: string
      }
    }, `Проверка с шириной ${width}`)
    expect(startsAt).toBe('2027-03-09T07:00:00.000Z')
    await page.goto(`${product.url}/admin/collections/occurrences/${id}`)
    const shown = await page.inputValue('#field-startsAt')
    expect(shown).toBe('10:00')
    await page.fill('#field-startsAt', '945')
    await page.locator('#field-startsAt').blur()
    await page.fill('#field-capacity', width === 320 ? '7' : '6')
    await page.click('#action-save')
    await expect
      .poll(() =>
        page.evaluate(
          async (one) =>
            (await (await fetch(`/api/occurrences/${one}`)).json()) as {
              startsAt: string
              capacity: number
              edited: boolean
            },
          id,
        ),
      )
      .toMatchObject({
        startsAt: '2027-03-09T06:45:00.000Z',
        capacity: width === 320 ? 7 : 6,
        edited: true,
      })
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('creates a weekly series through the form, and moves it to another weekday', async (context) => {
    if (!browser) return context.skip()
    const page = await signedIn(width)
    const choose = async (field: string, option: string) => {
      await page.click(`#field-${field} .rs__control`)
      await page.click(`.rs__option >> text="${option}"`)
    }
    await page.goto(`${product.url}/admin/collections/events/create`)
    await page.fill('#field-title', `Ряд с шириной ${width}`)
    await choose('place', 'Цветной')
    await page.click('label:has-text("Повторяющееся")')
    await page.fill('#field-date', tuesday(0))
    await page.fill('#field-startTime', '10:00')
    await page.fill('#field-endTime', '18:00')
    await page.fill('#field-capacity', '12')
    await page.waitForSelector('.pr-weekdays button[aria-pressed=true]:has-text("вт")')
    await page.click('label:has-text("После числа повторений")')
    await page.fill('#field-recurrence__count', '3')
    await page.click('#field-services .pr-lines__add')
    await page.selectOption('#field-services__0__service', { label: 'Стирка' })
    await page.fill('#field-services__0__startTime', '10:00')
    await page.fill('#field-services__0__endTime', '12:00')
    await page.fill('#field-services__0__capacity', '8')
    await page.click('#action-save')
    await page.waitForURL(/\/admin\/collections\/events\/[0-9a-f-]{36}/, { timeout: 30_000 })
    const id = page.url().split('/').at(-1)?.split('?')[0]
    const dates = () =>
      page.evaluate(async (event) => {
        const response = await fetch(`/api/occurrences?where[event][equals]=${event}`)
        return ((await response.json()) as { docs: { date: string }[] }).docs.map(({ date }) => date)
      }, id)
    expect(await dates()).toEqual([tuesday(0), tuesday(7), tuesday(14)])

    await page.reload()
    await page.click('.pr-weekdays button:has-text("ср")')
    await page.click('.pr-weekdays button:has-text("вт")')
    await page.fill('#field-date', tuesday(1))
    await page.click('#action-save')
    await page.click('dialog .pr-button--primary:not([disabled])')
    await expect.poll(dates).toEqual([tuesday(1), tuesday(8), tuesday(15)])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('says why a booking is refused', async (context) => {
    if (!browser) return context.skip()
    const page = await signedIn(width)
    const answer = await page.evaluate(async () => {
      const { docs } = (await (await fetch('/api/participants?limit=1&where[status][equals]=expected')).json()) as {
        docs: { visitor: string; occurrence: string }[]
      }
      const body = new FormData()
      body.set('_payload', JSON.stringify(docs[0]))
      const response = await fetch('/api/participants', { method: 'POST', body })
      return {
        status: response.status,
        body: (await response.json()) as { errors: { message: string; data: { code: string } }[] },
      }
    })
    expect(answer.status).toBe(409)
    expect(answer.body.errors[0]).toMatchObject({
      data: { code: expect.stringMatching(/^(ALREADY_BOOKED|OCCURRENCE_CANCELLED|EVENT_ARCHIVED)$/) },
    })
    expect(answer.body.errors[0]?.message).toMatch(/[а-я]/)
    await page.context().close()
  })
})

it('names the fields that are wrong, and a login that failed: the build must not change that', async () => {
  const ask = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${product.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return {
      status: response.status,
      body: (await response.json()) as {
        token?: string
        errors?: { data: { code: string; errors?: { path: string }[] } }[]
      },
    }
  }
  const failed = await ask('/users/login', { email: 'admin@example.org', password: 'no' })
  expect([failed.status, failed.body.errors?.[0]?.data.code]).toEqual([401, 'LOGIN_FAILED'])
  const { body } = await ask('/users/login', { email: 'admin@example.org', password: product.password })
  const place = await ask('/places', {}, { authorization: `JWT ${body.token}` })
  expect([place.status, place.body.errors?.[0]?.data]).toMatchObject([
    400,
    { code: 'VALIDATION', errors: [{ path: 'title' }] },
  ])
})
