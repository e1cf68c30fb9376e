import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedUrl } from '@/db/embedded/credentials'
import { api, browser, dataDir, overflow, signedIn } from './harness'

let database: pg.Client
beforeAll(async () => {
  database = new pg.Client({ connectionString: embeddedUrl(dataDir) })
  await database.connect()
})
afterAll(async () => {
  await database.query('DELETE FROM error_reports')
  await database.end()
})

const happened = async (place: string): Promise<string> => {
  await database.query('DELETE FROM error_reports')
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO error_reports (fingerprint, kind, place, type, stack, count, first_seen_at, last_seen_at, release)
      VALUES ($1, 'job', $1, 'TypeError', '    at run (src/jobs/sweep.ts:1:1)', 3, now(), now(), '0.1.0') RETURNING id`,
    [place],
  )
  return rows[0]?.id ?? ''
}

describe.each([1280, 320])('errors of the program, %i px wide', (width) => {
  it('are counted, shown with where they happened, and marked as solved', async (context) => {
    if (!(await browser())) return context.skip()
    const id = await happened(`sweep-${width}`)
    const page = await signedIn({ width, path: '/admin/collections/error-reports' })
    await page.getByText('1 открытая ошибка').waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: 'Показать их' }).click()
    await page.getByRole('link', { name: 'Показать все' }).waitFor()
    await page.goto(`${page.url().split('?')[0]}/${id}`)
    await page.getByRole('button', { name: 'Отметить решённой' }).first().click()
    await page.waitForURL(/error-reports$/)
    await expect.poll(async () => (await api('GET', `/api/error-reports/${id}`)).body.state).toBe('solved')
    await page.getByText('1 открытая ошибка').waitFor({ state: 'detached' })
    await page.context().close()
  })
})

it('on a screen is told of without its words', async (context) => {
  if (!(await browser())) return context.skip()
  await database.query('DELETE FROM error_reports')
  const page = await signedIn({ width: 1280, path: '/admin/account' })
  // A separate page, because on the others any error fails the test.
  const broken = await page.context().newPage()
  await broken.goto(page.url())
  const thrown = async (): Promise<unknown[]> => {
    // Errors before the page has its listener are not reported.
    await broken.evaluate(() => void Promise.reject(new RangeError('Скрытникова 89161112233')))
    return (await database.query('SELECT kind, place, type, message FROM error_reports')).rows
  }
  await expect
    .poll(thrown, { timeout: 60_000, interval: 2_000 })
    .toEqual([{ kind: 'browser', place: 'panel /admin', type: 'RangeError', message: '' }])
  await page.context().close()
})
