import ExcelJS from 'exceljs'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, browser, dayFromNow, overflow, signedIn } from './harness'

const DIGITS = randomUUID().replace(/\D/g, '').slice(0, 6)
const NAME = `Выгрузкина${Array.from(DIGITS, (digit) => 'абвгдежзик'[Number(digit)]).join('')}`
let service = { id: '', title: `Выгрузка ${randomUUID().slice(0, 8)}` }
let day = ''

/** Creates a service in three days with three people on it, one of them cancelled. */
beforeAll(async () => {
  day = dayFromNow(3)
  const place = (await api('GET', '/api/places?limit=1')).body.docs[0].id as string
  service = {
    ...service,
    id: (
      await api('POST', '/api/services', {
        title: service.title,
        capacity: 10,
        minutes: 30,
        bookingWindow: { value: 14, unit: 'days' },
      })
    ).body.doc.id,
  }
  const event = await api('POST', '/api/events', {
    title: 'Для выгрузки',
    place,
    type: 'oneOff',
    date: day,
    startTime: '10:00',
    endTime: '12:00',
    capacity: 10,
    services: [{ service: service.id, startTime: '10:00', endTime: '11:00', capacity: 10 }],
  })
  const occurrence = (await api('GET', `/api/occurrences?where[event][equals]=${event.body.doc.id}`)).body.docs[0]
    .id as string
  for (const [index, firstName] of ['Анна', 'Борис', 'Вера'].entries()) {
    const visitor = await api('POST', '/api/visitors', {
      lastName: NAME,
      firstName,
      status: 'registered',
      cardNumber: `00${NAME}${index}`,
      phone: `+7916${String(Date.now()).slice(-6)}${index}`,
      allowDuplicate: true,
    })
    const booked = await api('POST', '/api/bookings', {
      visitor: visitor.body.doc.id,
      occurrence,
      comment: index === 0 ? '=1+1' : undefined,
    })
    if (booked.status !== 201) throw new Error(JSON.stringify(booked.body))
    if (index === 2) await api('POST', `/api/participants/${booked.body.participants[0].id}/cancel`, {})
  }
})

const opened = async (width: number, more: object = {}): Promise<Page> => {
  const page = await signedIn({ width, path: '/admin/collections/occurrences?tab=export', ...more })
  await page.getByRole('heading', { name: /^Предпросмотр|^Preview/ }).waitFor()
  return page
}
const rowsOf = (page: Page) => page.locator('.pr-export .pr-list tbody tr')
const heading = (page: Page) => page.locator('.pr-export__title')

const sheetOf = async (page: Page, press: () => Promise<void>): Promise<ExcelJS.Worksheet> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  expect(download.suggestedFilename()).toMatch(/^участники-\d{4}-\d{2}-\d{2}\.xlsx$/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await download.path())
  return book.worksheets[0] as ExcelJS.Worksheet
}
const textsOf = (row: ExcelJS.Row): string[] =>
  Array.from({ length: row.cellCount }, (_, index) => row.getCell(index + 1).text)

/** Generous, because the machine may be busy. */
const SOON = { timeout: 20_000 }

describe.each([1280, 320])('exporting the participants, %i px wide', (width) => {
  it('by service, status and period, in the columns wanted: what the preview counts is what the file holds', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await opened(width)
    await page.getByLabel('Услуга', { exact: true }).first().selectOption({ label: service.title })
    await expect.poll(() => heading(page).innerText(), SOON).toContain('3 записи')
    await page.getByLabel('Статус', { exact: true }).first().selectOption({ label: 'Ожидается' })
    await expect.poll(() => heading(page).innerText(), SOON).toContain('2 записи')
    await page.getByLabel('Дата мероприятия: с').fill(day)
    await page.getByLabel('Дата мероприятия: по').fill(day)

    await page.getByRole('button', { name: 'Ни одного' }).click()
    await page.getByText('Выберите хотя бы один столбец').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Скачать Excel' }).isDisabled()).toBe(true)
    for (const column of ['ФИО', 'Номер карты', 'Дата', 'Комментарий'])
      await page.getByRole('checkbox', { name: column, exact: true }).check()
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(2)
    expect(await overflow(page)).toBe(0)

    const sheet = await sheetOf(page, () => page.getByRole('button', { name: 'Скачать Excel' }).click())
    expect(textsOf(sheet.getRow(1))).toEqual(['Дата', 'ФИО', 'Номер карты', 'Комментарий'])
    expect([sheet.rowCount, sheet.getRow(2).getCell(1).value]).toEqual([3, new Date(`${day}T00:00Z`)])
    expect([2, 3].map((row) => textsOf(sheet.getRow(row)).slice(1))).toEqual([
      [`${NAME} Анна`, `00${NAME.toUpperCase()}0`, '=1+1'],
      [`${NAME} Борис`, `00${NAME.toUpperCase()}1`],
    ])
    await page.getByRole('status').filter({ hasText: 'Файл сохранён. Строк: 2' }).waitFor()

    // The URL keeps all choices.
    await page.reload()
    await expect.poll(() => heading(page).innerText(), SOON).toContain('2 записи')
    await expect.poll(() => page.getByRole('checkbox', { name: 'Комментарий' }).isChecked()).toBe(true)
    expect(await page.getByRole('checkbox', { name: 'Телефон' }).isChecked()).toBe(false)

    await page.getByLabel('Дата записи: с').fill(dayFromNow(1))
    await page.getByText('Таких записей нет').waitFor()
    await page.getByRole('button', { name: 'Сбросить фильтры' }).click()
    const { body } = await api('GET', '/api/exports/participants?format=json&columns=date')
    await expect
      .poll(async () => (await heading(page).innerText()).replace(/\s/g, ''), SOON)
      .toContain(String(body.total))
    await page.context().close()
  })

  it('opens the same rows to print, with a button that prints', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await opened(width, { path: `/admin/collections/occurrences?tab=export&service=${service.id}` })
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(3)
    const [paper] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: /Открыть для печати/ }).click(),
    ])
    await paper.waitForLoadState()
    await expect.poll(() => paper.locator('tbody tr').count()).toBe(3)
    await expect.poll(() => paper.locator('tbody').innerText()).toContain(`${NAME} Вера`)
    await paper.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes')
    })
    await paper.getByRole('button', { name: 'Печать' }).click()
    await expect.poll(() => paper.locator('body').getAttribute('data-printed')).toBe('yes')
    await paper.emulateMedia({ media: 'print' })
    expect(await paper.getByRole('button', { name: 'Печать' }).isVisible()).toBe(false)
    await page.context().close()
  })

  it('keeps phones and comments from those who only look', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await opened(width, {
      role: 'viewer',
      path: `/admin/collections/occurrences?tab=export&service=${service.id}&show=fullName,phone,comment`,
    })
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(3)
    expect(await page.getByRole('checkbox', { name: 'Телефон' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Все', exact: true }).click()
    await page.locator('.pr-export .pr-list').getByText('Для выгрузки').first().waitFor()
    const shown = await page.locator('.pr-export .pr-list').innerText()
    expect([shown.includes('7 (916)'), shown.includes('=1+1'), shown.includes(NAME)]).toEqual([false, false, true])
    await page.context().close()
  })
})
