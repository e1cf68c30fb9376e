import { describe, expect, it } from 'vitest'
import { api, browser, overflow, signedIn } from './harness'

const letters = 'абвгдежзик'
/** A surname that is unique in the demo and in these tests. */
const surname = (): string => `Проверочный${Array.from(String(Date.now()), (digit) => letters[Number(digit)]).join('')}`

const newVisitor = async (): Promise<string> =>
  (
    await api('POST', '/api/visitors', {
      lastName: surname(),
      firstName: 'Савва',
      phone: '+7 916 700-80-90',
      comment: 'ходит с палочкой',
      consent: { givenAt: '2026-10-01T09:00:00Z' },
      allowDuplicate: true,
    })
  ).body.doc.id

describe.each([1280, 320])('personal data, %i px wide', (width) => {
  it('shows the consent, withdraws it, and erases the person after a warning', async (context) => {
    if (!(await browser())) return context.skip()
    const id = await newVisitor()
    const page = await signedIn({ width, path: `/admin/collections/visitors/${id}` })
    const section = page.locator('section[aria-labelledby=personal-data]')
    await section.getByText('Согласие дано').waitFor()
    expect(await overflow(page)).toBe(0)

    await section.getByRole('button', { name: 'Отозвать согласие' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Отозвать согласие' }).click()
    await expect
      .poll(async () => (await api('GET', `/api/visitors/${id}`)).body.consent.withdrawnAt, { timeout: 15_000 })
      .not.toBeNull()
    await page.reload()
    await section.getByText('Согласие отозвано').waitFor()

    await section.getByRole('button', { name: 'Стереть человека' }).click()
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByRole('button', { name: 'Стереть человека' })
    await expect.poll(() => confirm.isDisabled()).toBe(true)
    await dialog.getByRole('checkbox').check()
    await confirm.click()
    await page.getByText('Этот человек стёрт').waitFor()
    expect((await api('GET', `/api/visitors/${id}`)).body).toMatchObject({ fullName: 'Стёрто', phone: null })
    await page.context().close()
  })

  it('shows the log in words, what was and what is, and «стёрто» once the person is gone', async (context) => {
    if (!(await browser())) return context.skip()
    const id = await newVisitor()
    await api('PATCH', `/api/visitors/${id}`, { comment: 'просит говорить громче' })
    const entry = (
      await api('GET', `/api/audit-log?where[subjectId][equals]=${id}&where[action][equals]=visitor.changed`)
    ).body.docs[0].id
    const page = await signedIn({ width, path: `/admin/collections/audit-log/${entry}` })
    await page.getByText('просит говорить громче').waitFor()
    await page.getByText('ходит с палочкой').waitFor()
    expect(await overflow(page)).toBe(0)
    await api('POST', `/api/visitors/${id}/erase`, { confirm: true })
    await page.reload()
    await page.getByText('Стёрто: ключ этого человека уничтожен').waitFor()
    expect(await page.getByText('палочкой').count()).toBe(0)

    await page.goto(page.url().replace(/audit-log\/.*/, 'audit-log'))
    await page.getByRole('link', { name: 'Человек стёрт' }).first().waitFor()
    expect(await overflow(page)).toBe(0)
    await page.getByRole('link', { name: 'Сроки хранения' }).click()
    await page.getByLabel('Телефон, месяцев').fill('600')
    await page.getByLabel('Комментарии, месяцев').focus()
    await page.getByText(/ближайшей ночью — 0 человек/).waitFor()
    expect(await overflow(page)).toBe(0)
    await page.context().close()
  })

  it('finds in the log by a name what was done to a person and by whom, and no name is in an address', async (context) => {
    if (!(await browser())) return context.skip()
    const id = await newVisitor()
    const { fullName } = (await api('GET', `/api/visitors/${id}`)).body
    const page = await signedIn({ width, path: '/admin/collections/audit-log' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(decodeURIComponent(request.url())))
    if (width < 768) await page.getByRole('button', { name: 'Фильтры' }).click()
    await page.getByLabel('О ком', { exact: true }).fill(fullName)
    await page.getByRole('option', { name: fullName }).first().click()
    const rows = page.getByRole('table', { name: 'Журнал' }).getByRole('row')
    await rows.filter({ hasText: 'Посетитель записан' }).getByRole('link', { name: fullName }).first().waitFor()
    await expect.poll(() => rows.filter({ hasText: 'Место создано' }).count()).toBe(0)
    expect(page.url()).toContain(`visitor=${id}`)
    expect(asked.filter((url) => url.includes('/audit-log') && url.includes(fullName))).toEqual([])
    await page.getByLabel('Действие', { exact: true }).selectOption({ label: 'Посетитель записан' })
    await page.getByRole('link', { name: 'Посетитель записан' }).first().click()
    await page.getByRole('heading', { name: 'Посетитель записан', level: 1 }).waitFor()
    await page.locator('.pr-log__facts').getByRole('link', { name: fullName }).waitFor()
    await page.context().close()
  })
})
