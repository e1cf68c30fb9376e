import { TelegramError } from 'telegraf'
import { describe, expect, test } from 'vitest'
import { classifyTelegramError } from './errors'
import { cutHtml, html, joinHtml } from './html'
import { createPace } from './pace'

describe('html', () => {
  test('escapes every value, keeps its own tags, and leaves out what is nothing', () => {
    const name = html`<b>${'<i>O&"K</i>'}</b>`
    expect(html`${name}${null}${false} — ${3}${[html`<i>1</i>`, '<']}`.text).toBe(
      '<b>&lt;i&gt;O&amp;&quot;K&lt;/i&gt;</b> — 3<i>1</i>&lt;',
    )
    expect(joinHtml([name, '>'], '\n').text).toBe(`${name.text}\n&gt;`)
  })

  test('a long text is cut at a line, closes what it opened and breaks no entity', () => {
    const long = html`<b>${Array.from({ length: 400 }, (_, index) => `${index} & Иванов 🙂`).join('\n')}</b>`
    const cut = cutHtml(long).text
    expect(cut.endsWith('🙂</b>\n…')).toBe(true)
    const shown = cut.replace(/<[^>]+>/g, '').replace(/&amp;/g, '&')
    expect(shown.length).toBeLessThanOrEqual(4096)
    expect(shown.length).toBeGreaterThan(4000)
    expect(cutHtml(html`<b>${'a'.repeat(4096)}</b>`).text).toHaveLength(4096 + 7)
  })
})

describe('failures of Telegram', () => {
  const failure = (error_code: number, description = '', parameters = {}) =>
    classifyTelegramError(new TelegramError({ error_code, description, parameters }))

  test('are told apart, and repeat nothing of the message', () => {
    expect(failure(429, 'Too Many Requests', { retry_after: 7 })).toEqual({ kind: 'retryAfter', ms: 7000 })
    expect(failure(403)).toEqual({ kind: 'blocked' })
    expect(failure(400, 'group upgraded', { migrate_to_chat_id: -1009 })).toEqual({ kind: 'chatMoved', to: '-1009' })
    expect(failure(400, `can't parse: unsupported tag "Иванов" at 3`)).toEqual({
      kind: 'badRequest',
      description: expect.not.stringContaining('Иванов'),
    })
    for (const code of [401, 404, 500, 502]) expect(failure(code)).toEqual({ kind: 'unreachable' })
  })

  test('a fault of ours is none of them', () => {
    expect(() => classifyTelegramError(new TypeError('x'))).toThrow('x')
  })
})

/** A clock that advances only when somebody waits. */
const clock = () => {
  let time = 0
  return {
    now: () => time,
    // Lets calls that have started read the clock before it advances.
    wait: (ms: number) => new Promise<void>((resolve) => setImmediate(() => resolve(void (time += ms)))),
  }
}

const busiestSecond = (times: readonly number[]): number =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length))

describe('the pace', () => {
  test('lets no more than thirty go in any second, and everybody in the end', async () => {
    const time = clock()
    const pace = createPace(time)
    const sent: number[] = []
    await Promise.all(
      Array.from({ length: 300 }, (_, chat) =>
        pace.run({ chat: String(chat), urgency: 'broadcast' }, async () => void sent.push(time.now())),
      ),
    )
    expect(sent).toHaveLength(300)
    expect(busiestSecond(sent)).toBe(30)
    expect(time.now()).toBeLessThan(11_000)
  })

  test('one chat gets one broadcast a second, a group twenty messages a minute', async () => {
    const time = clock()
    const pace = createPace(time)
    const sent: Record<string, number[]> = { '5': [], '-5': [] }
    await Promise.all(
      ['5', '-5'].flatMap((chat) =>
        Array.from({ length: 21 }, () =>
          pace.run({ chat, urgency: 'broadcast' }, async () => void sent[chat]?.push(time.now())),
        ),
      ),
    )
    expect(busiestSecond(sent['5'] ?? [])).toBe(1)
    expect((sent['-5'] ?? []).filter((at) => at < 60_000)).toHaveLength(20)
    expect(sent['-5']).toHaveLength(21)
  })

  test('a reply goes before the broadcasts that were there first', async () => {
    const pace = createPace(clock())
    const order: string[] = []
    const broadcasts = Array.from({ length: 100 }, (_, chat) =>
      pace.run({ chat: String(chat), urgency: 'broadcast' }, async () => void order.push('broadcast')),
    )
    await Promise.all([...broadcasts, pace.run({ chat: '7', urgency: 'reply' }, async () => void order.push('reply'))])
    expect(order.indexOf('reply')).toBeLessThanOrEqual(30)
  })

  const refusal = (seconds: number): TelegramError =>
    new TelegramError({ error_code: 429, description: 'Too Many Requests', parameters: { retry_after: seconds } })

  test('after "too many requests" that chat waits as long as told and its call is made again; nobody else waits', async () => {
    const time = clock()
    const pace = createPace(time)
    let refused = false
    const sent: [string, number][] = []
    const call = (chat: string) =>
      pace.run({ chat, urgency: 'reply' }, async () => {
        if (chat === '1' && !refused) {
          refused = true
          throw refusal(9)
        }
        sent.push([chat, time.now()])
      })
    await Promise.all([call('1'), call('2')])
    await call('1')
    expect(sent).toEqual([
      ['2', 0],
      ['1', 9000],
      ['1', 9000],
    ])
  })

  test('whoever would wait for their chat longer than their patience is told at once how long', async () => {
    const time = clock()
    const pace = createPace({ ...time, patienceMs: 1_000 })
    const sent: string[] = []
    const broadcast = (chat: string) => pace.run({ chat, urgency: 'broadcast' }, async () => void sent.push(chat))
    const results = await Promise.allSettled([broadcast('1'), broadcast('1'), broadcast('1'), broadcast('2')])
    expect(sent).toEqual(['1', '2', '1'])
    expect(time.now()).toBeLessThanOrEqual(2_000)
    const waits = results.map((result) => (result.status === 'fulfilled' ? null : classifyTelegramError(result.reason)))
    expect(waits).toEqual([null, null, { kind: 'retryAfter', ms: 1_000 }, null])
  })

  test('many chats refused in a row, and none served in between, mean the bot: everybody waits', async () => {
    const time = clock()
    const pace = createPace({ ...time, patienceMs: 1_000 })
    const at: number[] = []
    const refusing = (chat: string) => pace.run({ chat, urgency: 'reply' }, () => Promise.reject(refusal(30)))
    const serving = (chat: string) => pace.run({ chat, urgency: 'reply' }, async () => void at.push(time.now()))
    for (const chat of ['1', '2', '3', '4']) await expect(refusing(chat)).rejects.toThrow('429')
    await serving('6')
    for (const chat of ['7', '8', '9', '10', '11']) await expect(refusing(chat)).rejects.toThrow('429')
    await serving('12')
    expect(at).toEqual([0, 30_000])
  })
})
