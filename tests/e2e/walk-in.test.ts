import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, signedIn, url } from './harness'

const LETTERS = 'абвгдежзиклмнопрстуфхцчшэюя'
const surname = (): string =>
  `Входящев${Array.from(randomUUID().replace(/\D/g, '').slice(0, 8), (digit) => LETTERS[Number(digit) * 2]).join('')}`

const made = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.doc?.id ?? answer.body.id
}

/** One service today, all day. */
const occurrence = async ({ registration = false } = {}): Promise<{ id: string }> => {
  const tail = randomUUID().slice(0, 6)
  const hours = { startTime: '00:00', endTime: '23:59' }
  const bookingWindow = { value: 60, unit: 'days' }
  const place = await made('/api/places', { title: `Вход ${tail}`, timezone: 'Europe/Moscow' })
  const service = await made('/api/services', {
    title: `Услуга ${tail}`,
    capacity: 10,
    minutes: 30,
    bookingWindow,
    registration,
  })
  const event = await made('/api/events', {
    title: `День ${tail}`,
    place,
    type: 'oneOff',
    date: dayFromNow(0),
    ...hours,
    capacity: 20,
    services: [{ service, ...hours, capacity: 10, bookingWindow }],
  })
  const { body } = await api('GET', `/api/occurrences?where[event][equals]=${event}&limit=1`)
  return { id: body.docs[0].id }
}
const roster = async (where: string) => (await api('GET', `/api/occurrences/${where}/participants`)).body

const pages: Page[] = []
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
})
const open = async (width: number, where: string): Promise<Page> => {
  const page = await signedIn({ width, path: `/admin/collections/occurrences?participants=${where}` })
  pages.push(page)
  await page.locator('.pr-roster').waitFor({ timeout: 60_000 })
  return page
}

describe.each([1280, 320])('at the door, %i px', (width) => {
  it('a walk-in whom nobody knows: asked first whether there is a place, four clicks', async (context) => {
    if (!(await browser())) return context.skip()
    const [where, elsewhere] = [await occurrence(), await occurrence({ registration: true })]
    const page = await open(width, elsewhere.id)
    let clicks = 0
    const click = async (target: ReturnType<Page['locator']>): Promise<void> => {
      clicks += 1
      await target.click()
    }
    const [here, there] = [surname(), surname()]
    await click(page.getByRole('button', { name: 'Добавить человека' }))
    await page.getByRole('combobox', { name: 'Кого записать' }).fill(`${here} Анна`)
    await click(page.getByRole('option', { name: 'Новый посетитель' }))
    await click(page.getByLabel('Согласие на обработку данных получено'))
    expect(await axe(page)).toEqual([])
    await click(page.getByRole('button', { name: 'Создать и записать' }))
    await page.getByText(`Запись сделана: ${here} Анна.`).waitFor()
    console.log(`a walk-in whom nobody knows, ${width} px: ${clicks} clicks`)
    expect(clicks).toBe(4)
    const [row] = (await roster(elsewhere.id)).docs
    expect((await api('GET', `/api/visitors/${row.visitor.id}`)).body.consent.givenAt).not.toBeNull()

    // Where somebody new can't be booked nobody is written down; the nearest registration is offered.
    await page.goto(`${url}/admin/collections/occurrences?participants=${where.id}`)
    await page.getByRole('button', { name: 'Добавить человека' }).click()
    await page.getByRole('combobox', { name: 'Кого записать' }).fill(`${there} Анна`)
    await page.getByRole('option', { name: 'Новый посетитель' }).click()
    await page.getByText('Нового человека сюда не записать: сначала нужна регистрация.').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await axe(page)).toEqual([])
    const countOf = async () =>
      (await api('GET', `/api/visitors?where[lastName][equals]=${encodeURIComponent(there)}`)).body.totalDocs
    expect(await countOf()).toBe(0)
    await page
      .getByRole('button', { name: /^Записать: / })
      .first()
      .click()
    await page.getByText(/^Запишем на регистрацию: /).waitFor()
    await page.getByRole('button', { name: 'Создать и записать' }).click()
    await page.getByText(`Запись сделана: ${there} Анна, `).waitFor()
    expect(await countOf()).toBe(1)
    expect((await roster(where.id)).docs).toEqual([])
  })
})
