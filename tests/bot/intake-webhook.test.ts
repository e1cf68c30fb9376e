import { expect, it } from 'vitest'
import { SECRET } from './harness'
import { testIntake } from './intake'

const given = testIntake('webhook')

it('an update is the same if its id and its content are, for seven days', async () => {
  const nobody = await given().app.as('anonymous')
  const send = async (update: object): Promise<void> => {
    const answer = await nobody.post('/telegram/webhook', update, { 'x-telegram-bot-api-secret-token': SECRET })
    expect(answer.status).toBe(200)
  }
  const stored = async (): Promise<number> =>
    (await given().pool.query('SELECT 1 FROM telegram_updates WHERE update_id = 77')).rows.length
  const update = { update_id: 77, poll: { id: '1', question: 'а' } }
  given().app.setNow('2026-11-01T09:00:00Z')
  await Promise.all([send(update), send({ poll: { question: 'а', id: '1' }, update_id: 77 }), send(update)])
  expect(await stored()).toBe(1)
  await send({ ...update, poll: { id: '1', question: 'б' } })
  expect(await stored()).toBe(2)
  given().app.setNow('2026-11-08T08:59:00Z')
  await send(update)
  expect(await stored()).toBe(2)
  given().app.setNow('2026-11-08T09:01:00Z')
  await send(update)
  await send(update)
  expect(await stored()).toBe(3)
})

it('one that an earlier version stored without its content is known by its id', async () => {
  await given().pool.query(
    `INSERT INTO telegram_updates (update_id, chat_id, received_at, status, handled_at)
      VALUES (78, 1, $1, 'done', $1)`,
    ['2026-11-08T09:00:00Z'],
  )
  const nobody = await given().app.as('anonymous')
  await nobody.post('/telegram/webhook', { update_id: 78 }, { 'x-telegram-bot-api-secret-token': SECRET })
  expect((await given().pool.query('SELECT 1 FROM telegram_updates WHERE update_id = 78')).rows).toHaveLength(1)
})
