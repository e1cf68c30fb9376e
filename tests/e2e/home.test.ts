import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedUrl } from '@/db/embedded/credentials'
import { startProduct } from '../system/product'
import { api, axe, browser, dataDir, dayFromNow, overflow, shownSoon, signedIn, untilListening } from './harness'

let database: pg.Client
beforeAll(async () => {
  database = new pg.Client({ connectionString: embeddedUrl(dataDir) })
  await database.connect()
})
afterAll(() => database.end())

const LETTERS = 'абвгдежзик'
const unheard = (): string =>
  Array.from(randomUUID().replace(/\D/g, '').slice(0, 8), (digit) => LETTERS[Number(digit)]).join('')
const made = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.doc.id
}
const person = () =>
  made('/api/visitors', {
    lastName: `Домашнев${unheard()}`,
    firstName: 'Анна',
    status: 'registered',
    allowDuplicate: true,
  })
const book = async (occurrence: string): Promise<string> => {
  const { status, body } = await api('POST', '/api/bookings', { visitor: await person(), occurrence })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.participants[0].id
}

type Day = { place: string; placeTitle: string; title: string; services: { title: string; occurrence: string }[] }

/** Creates a place with one service today for each capacity. */
const today = async (capacities: number[]): Promise<Day> => {
  const mark = randomUUID().slice(0, 6)
  const placeTitle = `Дом ${mark}`
  const place = await made('/api/places', { title: placeTitle, timezone: 'Europe/Moscow' })
  const window = { value: 30, unit: 'days' }
  const services = await Promise.all(
    capacities.map(async (capacity, index) => {
      const title = `Дело ${mark} ${index + 1}`
      return {
        title,
        capacity,
        id: await made('/api/services', { title, capacity, minutes: 30, bookingWindow: window, allowOverlap: true }),
      }
    }),
  )
  const title = `Приём ${mark}`
  const event = await made('/api/events', {
    title,
    place,
    type: 'oneOff',
    date: dayFromNow(0),
    startTime: '00:00',
    endTime: '23:59',
    capacity: 100,
    services: services.map(({ id, capacity }) => ({
      service: id,
      startTime: '00:00',
      endTime: '23:59',
      capacity,
      bookingWindow: window,
    })),
  })
  const { docs } = (await api('GET', `/api/occurrences?where[event][equals]=${event}&limit=20`)).body as {
    docs: { id: string; service: string }[]
  }
  return {
    place,
    placeTitle,
    title,
    services: services.map(({ id, title: name }) => ({
      title: name,
      occurrence: docs.find(({ service }) => service === id)?.id ?? '',
    })),
  }
}

const home = async (width: number, look: object = {}): Promise<Page> => {
  const page = await signedIn({ width, path: '/admin', ...look })
  await page.locator('.pr-home__chart svg').waitFor()
  return page
}
const placeOf = (page: Page, { placeTitle }: Day) => page.locator('.pr-home__place', { hasText: placeTitle })
const attention = (page: Page) => page.locator('.pr-home__attention')
const allOf = async (page: Page): Promise<void> => {
  const more = attention(page).locator('.pr-home__more')
  while ((await more.count()) > 0) await more.first().click()
}

describe.each([1280, 320])('the home screen, %i px wide', (width) => {
  it('says of each place what runs today, how full it is and who has come', async (context) => {
    if (!(await browser())) return context.skip()
    const day = await today([5, 4])
    const [busy, empty] = day.services
    const came = await book(busy?.occurrence ?? '')
    await book(busy?.occurrence ?? '')
    await api('POST', '/api/participants/status', { ids: [came], status: 'attended' })
    const nothing = `Пусто ${randomUUID().slice(0, 6)}`
    await made('/api/places', { title: nothing, timezone: 'Europe/Moscow' })

    const page = await home(width)
    const lines = placeOf(page, day).locator('.pr-home__line')
    await lines.first().waitFor()
    const texts = (await lines.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
    expect(texts).toHaveLength(2)
    for (const part of ['00:00–23:59', busy?.title ?? '', day.title, 'Идёт', 'пришёл 1, ожидается 1', '2/5'])
      expect(texts.find((text) => text.includes(busy?.title ?? ''))).toContain(part)
    expect(texts.find((text) => text.includes(empty?.title ?? ''))).toContain('0/4')
    await expect
      .poll(() => page.locator('.pr-home__place', { hasText: nothing }).innerText())
      .toContain('Сегодня здесь ничего нет.')
    expect(await overflow(page)).toBe(0)

    await lines.filter({ hasText: busy?.title }).locator('a').click()
    await page.locator('.pr-roster').getByText('2/5').waitFor()
    await page.context().close()
  })

  it('puts before the eye what is full, nearly full, or was not sent', async (context) => {
    if (!(await browser())) return context.skip()
    const day = await today([1, 10, 10])
    const [full, nearly, free] = day.services
    await book(full?.occurrence ?? '')
    for (let index = 0; index < 9; index += 1) await book(nearly?.occurrence ?? '')
    for (let index = 0; index < 7; index += 1) await book(free?.occurrence ?? '')
    const { rows } = await database.query<{ id: string }>(
      `INSERT INTO messages (kind, recipient_kind, payload, status, attempts, last_error)
        VALUES ('reminder', 'volunteerChat', '{"date": "2026-01-01", "timezone": "Europe/Moscow"}', 'failed', 8,
        'unreachable') RETURNING id`,
    )

    const page = await home(width)
    await allOf(page)
    const line = (title = '') => attention(page).locator('.pr-home__line', { hasText: title })
    expect((await line(full?.title).innerText()).replace(/\s+/g, ' ')).toMatch(/1\/1.*мест нет/i)
    expect((await line(nearly?.title).innerText()).replace(/\s+/g, ' ')).toMatch(/9\/10.*почти/i)
    expect(await line(free?.title).count()).toBe(0)
    await attention(page)
      .getByText(/За неделю не отправлен. \d+ сообщени/)
      .waitFor()
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await attention(page).getByRole('link', { name: 'Посмотреть' }).click()
    await page.waitForURL(/messages\?.*failed/)
    await database.query(`DELETE FROM messages WHERE id = $1`, [rows[0]?.id])
    await page.context().close()

    const look = await home(width, { role: 'viewer' })
    expect(await attention(look).getByRole('link', { name: 'Посмотреть' }).count()).toBe(0)
    await look.context().close()
  })

  it('draws the next fourteen days, and says the same in a table', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await home(width)
    const { days } = (await api('GET', '/api/today')).body as {
      days: { date: string; participants: number; capacity: number }[]
    }
    await expect.poll(() => page.locator('.pr-home__tick').count()).toBe(14)
    const fullest = Math.max(
      ...days.map(({ participants, capacity }) => (capacity === 0 ? 0 : Math.round((participants / capacity) * 100))),
    )
    expect(fullest).toBeGreaterThan(0)
    await expect
      .poll(() =>
        page.getByRole('img', { name: /Заполненность ближайших 14 дней: больше всего занято .* из / }).count(),
      )
      .toBe(1)
    await page.getByText('Таблицей').click()
    const said = (figure: number): string => new Intl.NumberFormat('ru').format(figure)
    const cells = await page
      .locator('.pr-home__table tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)))
    expect(cells).toEqual(
      days.map(({ participants, capacity }) =>
        capacity === 0
          ? ['ничего нет']
          : [said(participants), said(capacity), `${Math.round((participants / capacity) * 100)}%`],
      ),
    )
    expect(await overflow(page)).toBe(0)
    await page.context().close()
  })

  it('shows a booking made elsewhere within two seconds, without a reload', async (context) => {
    if (!(await browser())) return context.skip()
    const day = await today([7])
    const page = await home(width)
    await placeOf(page, day).getByText('0/7').waitFor()
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'))
    // The live stream opens after the page has loaded.
    await untilListening(page)
    await shownSoon(
      async () =>
        expect(
          (await api('POST', '/api/bookings', { visitor: await person(), occurrence: day.services[0]?.occurrence }))
            .status,
        ).toBe(201),
      (time) => placeOf(page, day).getByText(`${time}/7`).waitFor(),
    )
    expect(await page.getAttribute('body', 'data-same-page')).toBe('yes')
    await page.context().close()
  })
})

it('tells somebody who has just begun what to do first', async (context) => {
  const chromium = await browser()
  if (!chromium) return context.skip()
  const product = await startProduct({ SEED: 'none' })
  try {
    for (const width of [1280, 320]) {
      const page = await chromium.newPage({ viewport: { width, height: 700 }, locale: 'ru-RU' })
      await page.goto(`${product.url}/admin/login`)
      await page.fill('input[name=email]', 'admin@example.org')
      await page.fill('input[name=password]', product.password)
      await page.click('button[type=submit]')
      await page.getByText('Мест ещё нет').waitFor()
      // Without a bot and mail nobody will hear of anything, and that is said.
      await page.getByText('Бот не подключён.').waitFor()
      await page.getByText('Укажите на сервере SMTP_URL.').waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await axe(page)).toEqual([])
      await page.getByRole('link', { name: 'К расписанию' }).click()
      await page.getByRole('heading', { name: 'Расписание' }).waitFor()
      await page.close()
    }
  } finally {
    await product.stop()
    await product.clean()
  }
})
