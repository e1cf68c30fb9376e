import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { generateUpdates } from './generated-updates'
import { SECRET, startHarness, type Tester } from './harness'
import { inProcess } from './in-process'
import { randomFrom } from './robot'
import { makePeople, makeScene } from './scene'

const PUBLIC = 'https://pristan.example.org'
type Given = Awaited<ReturnType<typeof startHarness>>

/** The tests of what comes in, in this way. Answers the product they run on. */
export const testIntake = (way: 'polling' | 'webhook'): (() => Given) => {
  let given: Given
  beforeAll(async () => {
    given = await startHarness({
      environment: way === 'webhook' ? { PUBLIC_URL: PUBLIC, TELEGRAM_WEBHOOK_SECRET: SECRET } : {},
      run: async ({ app, api, chat }) => {
        api.host(PUBLIC, new URL(app.url).origin)
        return inProcess({ app, api, chat })
      },
    })
    if (way === 'webhook') await given.waitFor('the webhook is set', () => given.api.updates.webhook !== null)
  })
  afterAll(() => given.close())
  beforeEach(() => given.pool.query('DELETE FROM telegram_updates'))

  /** How often the bot wrote or showed something to them. */
  const shown = ({ id }: Tester): number =>
    given.api.calls.filter(
      ({ method, params, answer }) =>
        /^(send|edit)Message/.test(method) &&
        Number(params.chat_id) === id &&
        answer?.ok &&
        // The keyboard under the field comes once, beside an answer.
        !('keyboard' in Object(params.reply_markup)),
    ).length

  const statuses = async (): Promise<Record<string, number>> => {
    const { rows } = await given.pool.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int AS count FROM telegram_updates GROUP BY 1',
    )
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  }

  it('what the database can’t keep is replaced field by field, and nobody else waits for it', async () => {
    const [anna, vera] = [
      given.person({ id: 31, member: true }),
      given.person({ id: 32, name: 'Ве\ud83dра\0', member: true }),
    ]
    await anna.says('/start')
    const menu = anna.telegram.messages().at(-1)
    if (!menu) throw new Error('no menu')
    const odd = [
      anna.telegram.presses({ callback_data: 'a\0b' }, menu),
      anna.telegram.presses({ callback_data: '\udc00' }, menu),
      vera.telegram.says('Зуб\0ков'),
      anna.telegram.says('\ud83d'),
      // Wherever a text is cut, it may be cut within a character.
      ...[0, 1].map((odd) => vera.telegram.says('😀'.repeat(2_000).padStart(4_000 + odd, 'а'))),
      vera.telegram.says(`${'\u202eж'.repeat(2_047)}`),
    ]
    await given.handled(...odd, anna.telegram.says('/help'), vera.telegram.says('/help'))
    expect([anna.screen().text, vera.screen().text]).toEqual(Array(2).fill(expect.stringContaining('Что я умею')))
    expect(await statuses()).toEqual({ done: 10 })
    const { rows } = await given.pool.query<{ name: string }>(`SELECT name FROM volunteers WHERE telegram_id = '32'`)
    expect(rows).toEqual([{ name: 'Ве\ufffdра\ufffd' }])
  })

  it(
    'two thousand generated updates among those of twenty volunteers: each of the twenty is answered, once',
    { timeout: 240_000 },
    async () => {
      const { api } = given
      await makeScene(given.pool)
      await makePeople(given.pool, 40)
      const volunteers = Array.from({ length: 20 }, (_, index) =>
        given.person({ id: 6_000 + index, name: `Волонтёр ${index}`, member: true }),
      )
      const others = Array.from({ length: 40 }, (_, index) =>
        given.person({ id: 7_000 + index, name: 'Гость', member: index % 2 === 0 }),
      )
      const generated = generateUpdates(inject('botApi'), {
        count: 2_000,
        random: randomFrom(20_261_129),
        people: others.map(({ id }) => id),
      })
      const words = ['/start', 'Белкин', '/help', 'Соколов', '/start']
      for (const [turn, text] of words.entries()) {
        const said = volunteers.flatMap((volunteer, index) => {
          const from = (turn * volunteers.length + index) * 20
          for (const { chat, contents } of generated.slice(from, from + 20)) api.updates.force(chat, contents)
          return [volunteer.telegram.says(text)]
        })
        if (turn === 2) api.updates.restartAt(500_000_001)
        if (turn === 3) api.updates.restartAt(500_700_001)
        const ids = said.map(({ update_id: id }) => id)
        const answered = async (): Promise<boolean> =>
          (
            await given.pool.query(`SELECT 1 FROM telegram_updates WHERE update_id = ANY($1) AND status = 'done'`, [
              ids,
            ])
          ).rows.length === ids.length
        await given.waitFor('the twenty are answered', answered, 120_000)
      }
      expect(volunteers.map(({ screen }) => screen().text)).toEqual(
        Array(20).fill(expect.stringContaining('Здравствуйте')),
      )
      expect(volunteers.map(shown)).toEqual(Array(20).fill(words.length))
      await given.waitFor('nothing waits', async () => ((await statuses()).pending ?? 0) === 0)
      const { pending = 0, failed = 0, ...rest } = await statuses()
      expect({ pending, all: failed + (rest.done ?? 0) }).toEqual({ pending: 0, all: 2_100 })
      // Those that can't be read are listed; whatever can be read was handled.
      const { rows } = await given.pool.query<{ error: string }>(
        `SELECT DISTINCT last_error AS error FROM telegram_updates WHERE status = 'failed'`,
      )
      expect(rows.filter(({ error }) => !/^A \w+ that can’t be read$/.test(error))).toEqual([])
    },
  )

  it('one that the database refuses all the same is given up where administrators see it', async () => {
    const anna = given.person({ id: 33, member: true })
    await given.pool.query(`
      ALTER TABLE telegram_updates ADD CONSTRAINT unkept CHECK (body->'message'->>'text' IS DISTINCT FROM 'нельзя')`)
    const said = [anna.telegram.says('/start'), anna.telegram.says('нельзя'), anna.telegram.says('/help')]
    await given.handled(...said)
    expect(anna.screen().text).toContain('Что я умею')
    const { body } = await (
      await given.app.as('administrator')
    ).get<{ total: number; updates: object[] }>('/telegram/updates/failed')
    expect(body).toMatchObject({ total: 1, updates: [{ error: 'The database can’t keep it', retryable: false }] })
    const log = await given.pool.query(
      `SELECT 1 FROM audit_log JOIN telegram_updates ON seq::text = subject_id AND status = 'failed'
        WHERE action = 'bot.updateFailed'`,
    )
    expect(log.rows).toHaveLength(1)
    await given.pool.query('ALTER TABLE telegram_updates DROP CONSTRAINT unkept')
  })

  return () => given
}
