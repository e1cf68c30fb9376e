import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { api, axe, browser, dayFromNow, overflow, shownSoon, signedIn, untilListening } from './harness'

const LETTERS = 'абвгдежзиклмнопрстуфхцчшэюя'
/** A unique surname by which these people are found. */
const surname = (): string =>
  `Пробнов${Array.from(randomUUID().replace(/\D/g, '').slice(0, 8), (digit) => LETTERS[Number(digit) * 2]).join('')}`

const made = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.doc?.id ?? answer.body.id
}

const person = (lastName: string, extra: object = {}) =>
  made('/api/visitors', { lastName, firstName: 'Анна', status: 'registered', allowDuplicate: true, ...extra })

type Made = { id: string; event: string; eventDay: string; title: string }

/** Creates one service on a day of its own, today by default. */
const occurrence = async ({ capacity = 40, dayCapacity = 60, inDays = 0, first = false } = {}): Promise<Made> => {
  const place = await made('/api/places', { title: `Проверка ${randomUUID().slice(0, 6)}`, timezone: 'Europe/Moscow' })
  const title = `Стирка ${randomUUID().slice(0, 6)}`
  const service = await made('/api/services', {
    title,
    capacity: 10,
    minutes: 30,
    bookingWindow: { value: 60, unit: 'days' },
    allowOverlap: true,
    registration: first,
  })
  const event = await made('/api/events', {
    title: `День проверки ${randomUUID().slice(0, 6)}`,
    place,
    type: 'oneOff',
    date: dayFromNow(inDays),
    startTime: '00:00',
    endTime: '23:59',
    capacity: dayCapacity,
    services: [{ service, startTime: '00:00', endTime: '23:59', capacity, bookingWindow: { value: 60, unit: 'days' } }],
  })
  const { body } = await api('GET', `/api/occurrences?where[event][equals]=${event}&limit=1`)
  return { id: body.docs[0].id, event, eventDay: body.docs[0].eventDay, title }
}

const book = async (visitor: string, where: string): Promise<string> => {
  const { status, body } = await api('POST', '/api/bookings', { visitor, occurrence: where })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.participants[0].id
}

const roster = async (where: string) => (await api('GET', `/api/occurrences/${where}/participants`)).body
const pages: Page[] = []
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
})

const open = async (
  width: number,
  where: string,
  look: Partial<Parameters<typeof signedIn>[0]> = {},
): Promise<Page> => {
  const page = await signedIn({ width, path: `/admin/collections/occurrences?participants=${where}`, ...look })
  pages.push(page)
  await page.locator('.pr-roster').waitFor({ timeout: 60_000 })
  return page
}

describe.each([1280, 320])('the participants of an occurrence, %i px wide', (width) => {
  it('marks thirty people attended in at most four clicks, and takes it back', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence()
    const name = surname()
    for (let index = 0; index < 30; index += 1)
      await book(
        await person(name, { middleName: `${LETTERS[index % 27]}ович`.replace(/^./, (first) => first.toUpperCase()) }),
        where.id,
      )
    const page = await open(width, where.id)
    await page.locator('.pr-roster').getByText('30/40').waitFor()
    let clicks = 0
    const click = async (target: ReturnType<Page['locator']>) => {
      clicks += 1
      await target.click()
    }
    await click(page.getByLabel('Выбрать всех'))
    await click(page.locator('.pr-marks').getByRole('button', { name: 'Присутствовал' }))
    await page.getByText('Отмечено 30 человек.').waitFor()
    expect(clicks).toBeLessThanOrEqual(4)
    expect((await roster(where.id)).counts).toMatchObject({ attended: 30, expected: 0 })
    await expect.poll(() => page.locator('.pr-roster .pr-list .pr-pill--green').count()).toBe(30)

    await page.getByRole('button', { name: 'Вернуть как было' }).click()
    await page.getByText('Отметки сняты: 30 человек.').waitFor()
    expect((await roster(where.id)).counts).toMatchObject({ attended: 0, expected: 30 })
    await expect.poll(() => page.locator('.pr-roster .pr-list .pr-pill--yellow').count()).toBe(30)

    // One tap marks one person, found by a search inside; on a phone a person is one line.
    const all = await page.locator('.pr-roster .pr-list').evaluate((list) => list.getBoundingClientRect().height)
    if (width < 768) expect(all).toBeLessThan(30 * 66)
    await page.getByRole('searchbox', { name: 'Поиск по списку' }).fill(`${name} Б`)
    await page
      .getByRole('button', { name: new RegExp(`Отметить.*${name} Анна Б`) })
      .first()
      .click()
    await expect.poll(async () => (await roster(where.id)).counts.attended).toBe(1)
    await page.locator('a.pr-roster__name[href^="/admin/people/"]').first().waitFor()
  })

  it('says of each row what came of it, with a comment for those who were marked', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence()
    const [here, gone] = [surname(), surname()]
    const [, late] = [await book(await person(here), where.id), await book(await person(gone), where.id)]
    const page = await open(width, where.id)
    await page.getByRole('checkbox', { name: `${gone} Анна` }).check()
    await page.getByRole('checkbox', { name: `${here} Анна` }).check()
    await page.getByPlaceholder('Комментарий для выбранных (необязательно)').fill('пришли вдвоём')
    // Somebody else cancels at this moment, before the page hears of it.
    await page.route('**/api/participants/status', async (route) => {
      await api('POST', `/api/participants/${late}/cancel`)
      await route.continue()
    })
    await page.locator('.pr-marks').getByRole('button', { name: 'Присутствовал' }).click()
    await page.getByText('Отмечен 1 человек.').waitFor()
    await page.getByText('Не изменена 1 запись.').waitFor()
    await expect
      .poll(() => page.locator('.pr-roster .pr-list__row', { hasText: gone }).innerText())
      .toContain('Эта запись отменена.')
    const { docs } = await roster(where.id)
    expect(
      docs.map(
        ({ visitor, status, comment }: { visitor: { fullName: string }; status: string; comment: string | null }) => [
          visitor.fullName,
          status,
          comment,
        ],
      ),
    ).toEqual([
      [`${here} Анна`, 'attended', 'пришли вдвоём'],
      [`${gone} Анна`, 'cancelled', null],
    ])
  })

  it('takes an optimistic mark back with the reason when the server refuses', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence()
    const name = surname()
    await book(await person(name), where.id)
    const page = await open(width, where.id)
    await page.getByRole('checkbox', { name: `${name} Анна` }).check()
    await page.route('**/api/participants/status', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/json',
        body: JSON.stringify({
          errors: [{ message: 'Кто-то меняет то же самое прямо сейчас.', data: { code: 'BUSY' } }],
        }),
      }),
    )
    await page.getByRole('button', { name: 'Не пришел' }).click()
    await page.getByText('Кто-то меняет то же самое прямо сейчас.').waitFor()
    await expect.poll(() => page.locator('.pr-roster .pr-list .pr-pill').innerText()).toContain('Ожидается')
  })

  it('shows within two seconds what a volunteer books, in the list and in n of max', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence({ inDays: 2 })
    await book(await person(surname()), where.id)
    const page = await open(width, where.id)
    const roster = page.locator('.pr-roster')
    await roster.getByText('1/40').waitFor()
    await untilListening(page)
    const names = [surname(), surname(), surname()]
    const visitors = await Promise.all(names.map((name) => person(name)))
    const booked: string[] = []
    await shownSoon(
      async (time) => booked.push(await book(visitors[time - 1] ?? '', where.id)),
      async (time) => {
        await roster.getByText(`${names[time - 1]} Анна`).waitFor()
        await roster.getByText(`${1 + time}/40`).waitFor()
      },
    )
    await api('POST', `/api/participants/${booked[0]}/cancel`)
    await roster.getByText(`${booked.length}/40`).waitFor()
  })

  it('adds a person found by name; when full it offers to raise the capacity, of the day too', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence({ capacity: 1, dayCapacity: 1, inDays: 3 })
    const [first, second] = [surname(), surname()]
    await book(await person(first), where.id)
    await person(second)
    const page = await open(width, where.id)
    await page.getByRole('button', { name: 'Добавить человека' }).click()
    await page.getByText('Свободных мест нет: занято 1 из 1.').waitFor()
    await page.getByRole('combobox', { name: 'Кого записать' }).fill(second)
    await page.getByRole('option', { name: second }).first().click()
    await page.locator('.pr-dialog__foot').getByRole('button', { name: 'Записать', exact: true }).click()
    await page.getByText('Свободных мест здесь нет.').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Увеличить до 2 и записать' }).click()
    await page.getByText(`Запись сделана: ${second} Анна.`).waitFor()
    const { occurrence: after, docs } = await roster(where.id)
    expect(after).toMatchObject({ capacity: 2, dayCapacity: 2, participants: 2 })
    expect(docs.map(({ visitor }: { visitor: { fullName: string } }) => visitor.fullName).sort()).toEqual(
      [`${first} Анна`, `${second} Анна`].sort(),
    )
    await page.locator('.pr-dialog__foot').getByRole('button', { name: 'Закрыть' }).click()
    await page.locator('.pr-roster').getByText('2/2').waitFor()
  })

  it('refuses in words: booked already, and a newcomer who has to register first', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence({ inDays: 3 })
    const name = surname()
    await book(await person(name), where.id)
    const page = await open(width, where.id)
    await page.getByRole('button', { name: 'Добавить человека' }).click()
    const pick = async (whom: string) => {
      await page.getByRole('combobox', { name: 'Кого записать' }).fill(whom)
      await page.getByRole('option', { name: whom }).first().click()
      await page.locator('.pr-dialog__foot').getByRole('button', { name: 'Записать', exact: true }).click()
    }
    await pick(name)
    await page.getByText('Этот человек сюда уже записан.').waitFor()
    await page.getByRole('button', { name: 'Кого записать: Очистить' }).click()
    const fresh = surname()
    await person(fresh, { status: 'new' })
    await pick(fresh)
    await page.getByText('Новому посетителю сначала нужна первичная регистрация.').waitFor()
    await page.getByText('Сначала запишите человека на первичную регистрацию.').waitFor()
    expect((await roster(where.id)).docs).toHaveLength(1)
  })

  it('writes a new visitor down on the spot: errors beside their fields, who looks alike first', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence({ inDays: 4, first: true })
    const known = surname()
    const knownId = await person(known)
    const page = await open(width, where.id)
    const add = async (typed: string) => {
      await page.getByRole('combobox', { name: 'Кого записать' }).fill(typed)
      await page.getByRole('option', { name: 'Новый посетитель' }).click()
    }
    await page.getByRole('button', { name: 'Добавить человека' }).click()
    await add(`${known} А`)
    await page.getByRole('button', { name: 'Создать и записать' }).click()
    await page.locator('#pr-new-visitor [aria-invalid=true]').waitFor()
    await expect.poll(() => page.getByLabel('Имя', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Имя', { exact: true }).fill('Анна')
    await page.getByRole('button', { name: 'Создать и записать' }).click()
    await page.getByText('похожие люди уже записаны в базе').waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: `Это тот же человек: ${known} Анна` }).click()
    await page.getByText(`Запись сделана: ${known} Анна.`).waitFor()
    expect((await roster(where.id)).docs.map(({ visitor }: { visitor: { id: string } }) => visitor.id)).toEqual([
      knownId,
    ])

    await add(`${known} Анна`)
    await page.getByRole('button', { name: 'Создать и записать' }).click()
    await page.getByRole('button', { name: 'Другой человек, создать' }).click()
    await page.getByText(/^Запись сделана: /).waitFor()
    const found = await api('GET', `/api/visitors?where[lastName][equals]=${encodeURIComponent(known)}`)
    expect(found.body.totalDocs).toBe(2)
  })

  it('cancels a booking after asking, with the reason, and frees the place', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence({ inDays: 5 })
    const name = surname()
    await book(await person(name), where.id)
    const page = await open(width, where.id)
    await page.getByRole('button', { name: `Действия: ${name} Анна` }).click()
    await page.getByRole('menuitem', { name: 'Отменить запись' }).click()
    await page.getByLabel('Причина (необязательно)').fill('Заболела')
    await page.getByRole('button', { name: 'Отменить запись', exact: true }).last().click()
    await page.locator('.pr-roster').getByText('0/40').waitFor()
    expect((await roster(where.id)).docs[0]).toMatchObject({ status: 'cancelled', cancelReason: 'Заболела' })
  })

  it('has no scrollbar and nothing serious for axe with the longest of names', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence()
    const long = `Константинопольский${surname()}`
    const participant = await book(
      await person(long, {
        firstName: 'Максимилиан-Александр',
        middleName: 'Владиславович',
        phone: `+7916${String(Math.random()).slice(2, 9)}`,
      }),
      where.id,
    )
    await book(await person(surname()), where.id)
    await api('POST', '/api/participants/status', { ids: [participant], status: 'noShow', comment: 'Очень'.repeat(40) })
    const page = await open(width, where.id)
    await page.locator('.pr-roster').getByText(long).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(
      await page.locator('.pr-dialog__body').evaluate((element) => element.scrollWidth - element.clientWidth),
    ).toBe(0)
    expect(await axe(page)).toEqual([])
  })

  it('shows a viewer the people without phones, comments or buttons', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence()
    const name = surname()
    await book(await person(name, { phone: `+7917${String(Math.random()).slice(2, 9)}` }), where.id)
    const page = await open(width, where.id, { role: 'viewer' })
    await page.locator('.pr-roster').getByText(`${name} Анна`).waitFor()
    const text = await page.locator('.pr-roster').innerText()
    expect(text).not.toMatch(/\+7 \(917\)|Телефон|Комментарий|Присутствовал|Отменить запись/)
    expect(await page.locator('.pr-roster button, .pr-roster input').count()).toBe(0)
  })

  it('prints a list for the door in the order of the screen', async (context) => {
    if (!(await browser())) return context.skip()
    const where = await occurrence()
    const names = [surname(), surname()]
    for (const name of names) await book(await person(name), where.id)
    const page = await open(width, where.id)
    const shown = await page.locator('.pr-roster .pr-roster__name').allInnerTexts()
    const [list] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('.pr-roster').getByRole('link', { name: 'Список для входа' }).click(),
    ])
    await list.getByText('Записано: 2 из 40').waitFor()
    const printed = (await list.locator('tbody tr td:nth-child(2)').allInnerTexts()).filter((text) => text !== '')
    expect(printed).toEqual(shown.map((text) => text.trim()))
    const cards = (await roster(where.id)).docs.map(
      ({ visitor }: { visitor: { cardNumber: string } }) => visitor.cardNumber,
    )
    expect((await list.locator('tbody tr td:nth-child(3)').allInnerTexts()).slice(0, 2)).toEqual(cards)
    // Everybody has a checkbox, and none is ticked yet.
    await expect
      .poll(() =>
        list
          .locator('tbody tr td:last-child i')
          .evaluateAll((boxes) => boxes.slice(0, 2).map((box) => box.textContent?.trim())),
      )
      .toEqual(['', ''])
    expect(await overflow(list)).toBe(0)
  })
})
