import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedUrl } from '@/db/embedded/credentials'
import { api, browser, dataDir, overflow, signedIn } from './harness'

/** A failed message can't be produced on demand, so it is inserted as the sender would leave it. */
let database: pg.Client
beforeAll(async () => {
  database = new pg.Client({ connectionString: embeddedUrl(dataDir) })
  await database.connect()
})
afterAll(() => database.end())

const failed = async (): Promise<string> => {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO messages (kind, recipient_kind, payload, status, attempts, last_error)
      VALUES ('reminder', 'volunteerChat', '{"date": "2026-01-01", "timezone": "Europe/Moscow"}', 'failed', 8,
      'unreachable') RETURNING id`,
  )
  return rows[0]?.id ?? ''
}
const statusOf = async (id: string): Promise<string> => (await api('GET', `/api/messages/${id}`)).body.status

describe.each([1280, 320])('messages that were not sent, %i px wide', (width) => {
  it('are told of in words, shown alone, and sent again one by one once that is confirmed', async (context) => {
    if (!(await browser())) return context.skip()
    const id = await failed()
    const page = await signedIn({ width, path: '/admin/collections/messages' })
    await page.getByText('1 сообщение не отправлено').waitFor()
    await page.getByRole('link', { name: 'Показать их' }).click()
    await page.getByRole('link', { name: 'Показать все' }).waitFor()
    const row = page.locator('tbody tr')
    await expect.poll(() => row.count()).toBe(1)
    await expect
      .poll(() => row.innerText())
      .toMatch(/Напоминание[\s\S]*В чат волонтёров[\s\S]*Не отправлено[\s\S]*Сервер не отвечает/)
    await page.goto(`${page.url().split('?')[0]}/${id}`)
    // The message's own page shows words too, not codes.
    await expect.poll(() => page.locator('#field-kind').inputValue(), { timeout: 20_000 }).toBe('Напоминание')
    await page.locator('.pr-facts').scrollIntoViewIfNeeded()
    await expect.poll(() => page.locator('.pr-facts').innerText()).toMatch(/Дата\s+чт, 1 января 2026/)
    await page.getByRole('button', { name: 'Отправить ещё раз' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Текст составится заново').waitFor()
    expect(await statusOf(id)).toBe('failed')
    await dialog.getByRole('button', { name: 'Отправить ещё раз' }).click()
    await page.waitForURL(({ pathname }) => pathname.endsWith('/messages'))
    await expect.poll(() => statusOf(id)).not.toBe('failed')
    await page.context().close()
  })

  it('are all sent again with one button, and the count is gone', async (context) => {
    if (!(await browser())) return context.skip()
    const ids = [await failed(), await failed()]
    const page = await signedIn({ width, path: '/admin/collections/messages' })
    await page.getByText('2 сообщения не отправлены').waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Отправить все ещё раз' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Отправить все ещё раз' }).click()
    await page.getByText('2 сообщения снова ждут отправки.').waitFor()
    await page.getByText('2 сообщения не отправлены').waitFor({ state: 'detached' })
    expect((await Promise.all(ids.map(statusOf))).includes('failed')).toBe(false)
    await page.context().close()
  })
})

const givenUp = async (updateId: number): Promise<number> => {
  await database.query(
    `INSERT INTO telegram_updates (update_id, chat_id, user_id, body, received_at, status, attempts, last_error,
      handled_at) VALUES ($1, 5, 5, '{"message": {"text": "Скрытникова"}}', now(), 'failed', 5, $2, now())`,
    [updateId, 'TypeError\n    at confirm (booking.ts:94:1)'],
  )
  return updateId
}
const stateOf = async (updateId: number): Promise<string> =>
  (await database.query<{ status: string }>('SELECT status FROM telegram_updates WHERE update_id = $1', [updateId]))
    .rows[0]?.status ?? ''

describe.each([1280, 320])('what the bot gave up, %i px wide', (width) => {
  it('is told of without what was said, and tried again once that is confirmed', async (context) => {
    if (!(await browser())) return context.skip()
    const id = await givenUp(900_000_000 + width)
    const page = await signedIn({ width, path: '/admin/collections/messages' })
    const section = page.getByRole('region', { name: 'Бот не справился с 1 обращением' })
    await section.waitFor()
    await expect.poll(() => section.innerText()).toMatch(/не волонтёр · сообщение[\s\S]*TypeError/)
    expect(await page.content()).not.toContain('Скрытникова')
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await section.getByRole('button', { name: 'Попробовать ещё раз' }).click()
    expect(await stateOf(id)).toBe('failed')
    await page.getByRole('dialog').getByRole('button', { name: 'Попробовать ещё раз' }).click()
    await page.getByText('Бот пробует ещё раз: 1 обращение.').waitFor()
    await section.waitFor({ state: 'detached' })
    expect(await stateOf(id)).not.toBe('failed')
    await page.context().close()
  })
})
