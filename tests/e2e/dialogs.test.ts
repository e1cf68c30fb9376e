import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { api, browser, dayFromNow, onTop, signedIn } from './harness'

const made = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body.doc.id
}

const weekly = async (): Promise<string> => {
  const place = await made('/api/places', { title: `Причал ${randomUUID().slice(0, 6)}`, timezone: 'Europe/Moscow' })
  const { docs } = (await api('GET', '/api/services?limit=1')).body
  return made('/api/events', {
    title: `Окно ${randomUUID().slice(0, 6)}`,
    place,
    type: 'recurring',
    date: dayFromNow(3),
    startTime: '10:00',
    endTime: '12:00',
    capacity: 9,
    rrule: 'FREQ=DAILY;COUNT=4',
    services: [
      {
        service: docs[0].id,
        startTime: '10:00',
        endTime: '11:00',
        capacity: 5,
        bookingWindow: { value: 30, unit: 'days' },
      },
    ],
  })
}

describe.each([1280, 320])('an open dialog, %i px wide', (width) => {
  it('lies below what is said in passing, and lets it be heard', async (context) => {
    if (!(await browser())) return context.skip()
    const page = await signedIn({ width, path: `/admin/collections/events/${await weekly()}` })
    const first = page.locator('.pr-dates__cancel').first()
    await first.waitFor()
    await page.route('**/api/event-days/*/cancel', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/json',
        body: JSON.stringify({
          errors: [{ message: 'Кто-то меняет то же самое прямо сейчас.', data: { code: 'BUSY' } }],
        }),
      }),
    )
    await first.click()
    const dialog = page.locator('dialog[open]')
    await dialog.getByRole('button', { name: 'Да, отменить' }).click()
    const said = page.getByText('Кто-то меняет то же самое прямо сейчас.')
    await said.waitFor()
    // Waits for the end of the animation.
    await page.waitForTimeout(600)
    expect([await onTop(said), await onTop(dialog.getByRole('button', { name: 'Да, отменить' }))]).toEqual([true, true])
    // Screen readers ignore everything outside a modal dialog, so the dialog has its own live region.
    await expect
      .poll(() =>
        said.evaluate((element) => [
          element.closest('dialog') !== null,
          element.closest('[inert]') === null,
          element.closest('[aria-live]')?.getAttribute('aria-live'),
        ]),
      )
      .toEqual([true, true, 'polite'])
    expect(await page.locator('.template-default').evaluate((outside) => outside.closest('[inert]') !== null)).toBe(
      true,
    )

    await page.unroute('**/api/event-days/*/cancel')
    await dialog.getByRole('button', { name: 'Да, отменить' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Отменено', { exact: false }).first().waitFor()
    expect(
      await page
        .locator('section[aria-live] [data-sonner-toast]')
        .first()
        .evaluate((element) => element.closest('dialog') === null),
    ).toBe(true)
    await page.context().close()
  })

  it('is open at its first field, shows what is found, and one Esc closes one thing', async (context) => {
    if (!(await browser())) return context.skip()
    const surname = `Долгополов${randomUUID().replace(/[^a-f]/g, '')}`
    for (let index = 0; index < 9; index += 1)
      await made('/api/visitors', {
        firstName: 'Анна',
        lastName: surname,
        birthYear: 1950 + index,
        allowDuplicate: true,
      })
    const { docs } = (
      await api(
        'GET',
        `/api/occurrences?limit=1&sort=startsAt&where[startsAt][greater_than]=${new Date().toISOString()}`,
      )
    ).body
    const page = await signedIn({ width, path: `/admin/collections/occurrences?participants=${docs[0].id}` })
    const plus = page.locator('.pr-roster .pr-fab')
    await plus.click()
    const field = page.getByRole('combobox', { name: 'Кого записать' })
    await field.waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')

    await page.keyboard.type(surname)
    await page.getByRole('status').filter({ hasText: 'Показано 8 из 9' }).waitFor({ state: 'attached' })
    const active = () =>
      field.evaluate((element) => {
        const option = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
        const { top, bottom, left, width: wide, height } = option?.getBoundingClientRect() ?? new DOMRect()
        const hit = document.elementFromPoint(left + wide / 2, top + height / 2)
        return {
          text: option?.textContent ?? '',
          whole: top >= 0 && bottom <= window.innerHeight && height >= 44,
          seen: option !== null && option.contains(hit),
        }
      })
    await expect.poll(active).toMatchObject({ whole: true, seen: true })
    for (let index = 0; index < 8; index += 1) await page.keyboard.press('ArrowDown')
    await expect.poll(active).toEqual({ text: 'Показать ещё 1', whole: true, seen: true })
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('option', { name: surname }).count()).toBe(9)
    await expect.poll(active).toMatchObject({ whole: true, seen: true })

    const open = () => Promise.all([page.getByRole('listbox').count(), page.locator('dialog[open]').count()])
    expect(await open()).toEqual([1, 2])
    for (const left of [
      [0, 2],
      [0, 1],
      [0, 0],
    ]) {
      await page.keyboard.press('Escape')
      await expect.poll(open).toEqual(left)
      if (left[1] === 1)
        await expect.poll(() => plus.evaluate((element) => document.activeElement === element)).toBe(true)
    }
    await page.context().close()
  })
})
