import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, signedIn, url } from './harness'

const LETTERS = 'абвгдежзиклмнопрстуфхцчшэюя'
const surname = (): string =>
  `Картин${Array.from(randomUUID().replace(/\D/g, '').slice(0, 8), (digit) => LETTERS[Number(digit) * 2]).join('')}`

const made = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.doc?.id ?? answer.body.participants?.[0]?.id ?? answer.body.id
}
const person = (extra: object = {}) =>
  made('/api/visitors', { firstName: 'Анна', status: 'registered', allowDuplicate: true, ...extra })

/** Two dates with a shower and a laundry each, and a doctor with one place. */
const scene = async () => {
  const tail = randomUUID().slice(0, 6)
  const place = await made('/api/places', { title: `Ясная ${tail}`, timezone: 'Europe/Moscow' })
  const service = (title: string) =>
    made('/api/services', {
      title: `${title} ${tail}`,
      capacity: 10,
      minutes: 30,
      bookingWindow: { value: 60, unit: 'days' },
    })
  const services = await Promise.all(['Душ', 'Стирка', 'Врач'].map(service))
  const hours = [
    ['10:00', '11:00', 10],
    ['11:00', '12:00', 10],
    ['12:00', '13:00', 1],
  ] as const
  const event = await made('/api/events', {
    title: `День помощи ${tail}`,
    place,
    type: 'recurring',
    date: dayFromNow(2),
    rrule: 'FREQ=DAILY;COUNT=2',
    startTime: '10:00',
    endTime: '14:00',
    capacity: 20,
    services: services.map((id, at) => ({
      service: id,
      startTime: hours[at]?.[0],
      endTime: hours[at]?.[1],
      capacity: hours[at]?.[2],
      bookingWindow: { value: 60, unit: 'days' },
    })),
  })
  const { body } = await api('GET', `/api/occurrences?where[event][equals]=${event}&sort=startsAt&limit=10`)
  const of = (service: number): string[] =>
    body.docs
      .filter((doc: { service: string }) => doc.service === services[service])
      .map(({ id }: { id: string }) => id)
  return { tail, shower: of(0), laundry: of(1), doctor: of(2) }
}

const pages: Page[] = []
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
})
const open = async (width: number, path: string, look: Partial<Parameters<typeof signedIn>[0]> = {}) => {
  const page = await signedIn({ width, path, ...look })
  pages.push(page)
  return page
}
/** Clicks, and counts. */
const counting = () => {
  const counted = { clicks: 0 }
  const click = async (target: Locator): Promise<void> => {
    counted.clicks += 1
    await target.click()
  }
  return { counted, click }
}
const upcomingOf = async (visitor: string): Promise<string[]> =>
  (await api('GET', `/api/visitors/${visitor}/profile`)).body.upcoming.map(
    ({ occurrence }: { occurrence: string }) => occurrence,
  )
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name })

it('somebody phones: Ctrl+K, the name, Enter, and there is the next booking', async (context) => {
  if (!(await browser())) return context.skip()
  const { shower, tail } = await scene()
  const lastName = surname()
  const visitor = await person({ lastName, phone: '+7 945 597-21-41' })
  await made('/api/bookings', { visitor, occurrence: shower[0] })
  const page = await open(1280, '/admin/collections/events')
  const asked: string[] = []
  page.on('framenavigated', (frame) => asked.push(frame.url()))
  await button(page, 'Найти человека').waitFor()
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+KeyK')
      return page.getByRole('combobox', { name: 'Имя, карта, телефон' }).count()
    })
    .toBe(1)
  await page.keyboard.type(`${lastName} ан`)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: `${lastName} Анна` }).waitFor()
  await page.getByText(`Душ ${tail}, Ясная ${tail}`).waitFor()
  console.log(`somebody phones, when is he booked next: 0 clicks, ${lastName.length + 5} keys`)
  expect(new URL(page.url()).pathname).toBe(`/admin/people/${visitor}`)
  for (const address of asked) expect(decodeURIComponent(address)).not.toContain(lastName)
  await page.getByText('+7 (945) 597-21-41').waitFor()
  const looks = await api('GET', `/api/audit-log/list?visitor=${visitor}&action=visitor.viewed`)
  expect(looks.body.totalDocs).toBe(1)

  // A slash does the same, but not where somebody is writing; the arrows choose.
  await page.keyboard.press('Slash')
  const box = page.getByRole('combobox', { name: 'Имя, карта, телефон' })
  await box.fill('945 597-21-41')
  await page.getByRole('option', { name: `${lastName} Анна` }).waitFor()
  await page.keyboard.press('ArrowDown')
  await box.press('Slash')
  expect(await box.inputValue()).toContain('/')
  await page.keyboard.press('Escape')
})

describe.each([1280, 320])('a person, %i px', (width) => {
  it('is booked on several services, moved and cancelled', async (context) => {
    if (!(await browser())) return context.skip()
    const { shower, laundry, doctor, tail } = await scene()
    const visitor = await person({ lastName: surname(), birthYear: 1963, comment: 'аллергия на пенициллин' })
    for (const occurrence of doctor)
      await made('/api/bookings', { visitor: await person({ lastName: surname() }), occurrence })
    const page = await open(width, `/admin/people/${visitor}`)
    await page.getByText('Никуда не записан(а).').waitFor()
    await page.getByText(`Врач ${tail}: мест нет`).waitFor()
    await page.getByText('аллергия на пенициллин').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await axe(page)).toEqual([])

    // Two services at once; one place is gone by then, and it says so where it is.
    await button(page, `Записать: Душ ${tail}`).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(`Стирка ${tail}`).first().check()
    expect(await dialog.getByLabel(new RegExp(`^Врач ${tail}`)).isDisabled()).toBe(true)
    await api('POST', `/api/occurrences/${laundry[0]}/cancel`, { confirm: true })
    await dialog.getByRole('button', { name: 'Записать на 2' }).click()
    await dialog.getByText('Это мероприятие отменено.').waitFor()
    expect(await upcomingOf(visitor)).toEqual([])
    expect(await axe(page)).toEqual([])
    await dialog.getByLabel(`Когда: Стирка ${tail}`).selectOption(laundry[1] ?? '')
    await dialog.getByRole('button', { name: 'Записать на 2' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => upcomingOf(visitor)).toEqual([shower[0], laundry[1]])

    // Moved in three clicks.
    const { counted, click } = counting()
    await click(button(page, new RegExp(`^Перенести: .*Душ ${tail}`)))
    await click(dialog.getByRole('radio').first())
    expect(await axe(page)).toEqual([])
    await click(dialog.getByRole('button', { name: 'Перенести' }))
    await page.getByText(/^Запись перенесена: /).waitFor()
    console.log(`move a booking at ${width} px: ${counted.clicks} clicks`)
    expect(counted.clicks).toBe(3)
    expect(await upcomingOf(visitor)).toEqual([shower[1], laundry[1]])

    await button(page, new RegExp(`^Отменить запись: .*Стирка ${tail}`)).click()
    await dialog.getByRole('button', { name: 'Отменить запись' }).click()
    await expect.poll(() => upcomingOf(visitor)).toEqual([shower[1]])
    await page.getByText(/^История/).click()
    await expect.poll(() => page.locator('.pr-person details[open] .pr-pill--grey').count()).toBe(2)
    await page.getByText('Журнал', { exact: true }).last().click()
    await page.getByText('Запись перенесена', { exact: false }).nth(1).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await axe(page)).toEqual([])
  })

  it('leads to what is done with a record, as far as the role allows', async (context) => {
    if (!(await browser())) return context.skip()
    const lastName = surname()
    const visitor = await person({ lastName, phone: '+7 945 597-21-42' })
    const page = await open(width, `/admin/people/${visitor}`)
    await button(page, `Действия: ${lastName} Анна`).click()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Изменить данные',
      'Объединить с другой записью…',
      'Всё, что о нём хранится: на печать',
      'Всё, что о нём хранится (JSON)',
      'Стереть человека…',
    ])
    await page.getByRole('menuitem', { name: 'Изменить данные' }).click()
    await page.locator('#field-lastName').waitFor()

    const viewer = await open(width, `/admin/people/${visitor}`, { role: 'viewer' })
    await viewer.getByRole('heading', { level: 1, name: `${lastName} Анна` }).waitFor()
    await viewer.getByText('Никуда не записан(а).').waitFor()
    expect(await viewer.locator('body').innerText()).not.toContain('597')
    expect(await viewer.getByRole('button', { name: 'Записать' }).count()).toBe(0)
    expect(await viewer.getByRole('button', { name: /^Действия/ }).count()).toBe(0)
  })
})

it('the address of a merged record leads to the survivor; nobody is 404 in words', async (context) => {
  if (!(await browser())) return context.skip()
  const [stays, goes] = [await person({ lastName: surname() }), await person({ lastName: surname() })]
  expect((await api('POST', `/api/visitors/${stays}/merge`, { other: goes })).status).toBeLessThan(300)
  const page = await open(1280, `/admin/people/${goes}`)
  await expect.poll(() => page.url()).toBe(`${url}/admin/people/${stays}`)
  await page.goto(`${url}/admin/people/${randomUUID()}`)
  await page.getByText('Такой записи нет.').waitFor()
})
