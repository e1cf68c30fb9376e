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

    await page.goto(page.url().replace(/audit-log\/.*/, 'audit-log?limit=10'))
    await page.getByText('Человек стёрт').first().waitFor()
    await page.getByText('Сроки хранения', { exact: true }).click()
    await page.getByLabel('Телефон, месяцев').fill('600')
    await page.getByLabel('Комментарии, месяцев').focus()
    await page.getByText(/ближайшей ночью — 0 человек/).waitFor()
    await page.context().close()
  })
})
