import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
beforeAll(async () => {
  app = await startApp()
  staff = await app.as('coordinator')
  app.payload.logger.level = 'info'
})
afterAll(() => app.close())
afterEach(() => vi.restoreAllMocks())

const listen = (): string[] => {
  const lines: string[] = []
  for (const method of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void lines.push(args.map(String).join(' ')))
  return lines
}

const PERSON = { lastName: 'Секретов', firstName: 'Лука', phone: '+7 916 222-33-44' }

test('refusals leave no line', async () => {
  await staff.post('/visitors', PERSON)
  const lines = listen()
  expect(codeOf(await staff.post('/visitors', PERSON))).toBe('POSSIBLE_DUPLICATE')
  expect((await staff.post('/visitors', { ...PERSON, phone: 'нет' })).status).toBe(400)
  expect((await staff.get('/visitors/0198a000-0000-7000-8000-00000000ffff')).status).toBe(404)
  expect((await staff.delete('/visitors/0198a000-0000-7000-8000-00000000ffff')).status).toBe(403)
  expect(lines).toEqual([])
})

test('a fault leaves a line that helps, without what was sent', async () => {
  await app.pool.query('ALTER TABLE visitors RENAME COLUMN comment TO remark')
  const lines = listen()
  const answer = await staff.post('/visitors', { ...PERSON, lastName: 'Тайнов', phone: '+7 916 555-66-77' })
  expect([answer.status, codeOf(answer)]).toEqual([500, 'FAILED'])
  expect(lines.join('\n')).toMatch(/payload {3}ERROR Something failed\n.*42703/)
  expect(lines.join('\n')).not.toMatch(/Тайнов|Лука|916\D{0,3}555\D?66/)
})
