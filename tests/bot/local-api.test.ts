import { Telegram } from 'telegraf'
import type { Update } from 'telegraf/types'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { startLocalBotApi, type LocalBotApi } from '@/bot/local-api/server'
import { checkAgainst } from './checker/check'

let api: LocalBotApi
let telegram: Telegram
let clock = new Date('2026-12-01T09:00:00Z')
const GROUP = -1001

beforeAll(async () => {
  api = await startLocalBotApi({ now: () => clock, check: checkAgainst(inject('botApi')) })
  telegram = new Telegram(api.token, { apiRoot: api.url })
  api.group(GROUP, 'Волонтёры')
})
afterAll(() => api.stop())
beforeEach(() => {
  clock = new Date('2026-12-01T09:00:00Z')
  api.faults.clear()
  api.violations.length = 0
  api.updates.drop()
})

let next = 1
const newPerson = (name = 'Анна') => api.person({ id: (next += 1), first_name: name })
const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
const poll = (offset: number, kinds: string[] = []) => telegram.getUpdates(0, 100, offset, kinds as never)
const ids = (updates: readonly Update[]) => updates.map(({ update_id }) => update_id)

describe('messages', () => {
  it('are seen as they are now: edited in place, gone when deleted', async () => {
    const anna = newPerson()
    const sent = await telegram.sendMessage(anna.id, '<b>Кто</b> пришёл &lt;сегодня&gt;?', { parse_mode: 'HTML' })
    expect(sent).toMatchObject({
      text: 'Кто пришёл <сегодня>?',
      entities: [{ type: 'bold', offset: 0, length: 3 }],
      date: 1_796_115_600,
    })
    await telegram.editMessageText(anna.id, sent.message_id, undefined, 'Иванов', {
      reply_markup: { inline_keyboard: [[{ text: 'Записать', callback_data: 'b' }]] },
    })
    const [shown] = anna.messages()
    expect({ count: anna.messages().length, text: shown?.text, buttons: shown?.markup?.inline_keyboard }).toEqual({
      count: 1,
      text: 'Иванов',
      buttons: [[{ text: 'Записать', callback_data: 'b' }]],
    })
    await telegram.deleteMessage(anna.id, sent.message_id)
    expect(anna.messages()).toEqual([])
    expect(await refusal(telegram.deleteMessage(anna.id, sent.message_id))).toContain('message to delete not found')
    expect(await refusal(telegram.editMessageText(anna.id, sent.message_id, undefined, 'Петров'))).toContain(
      'message to edit not found',
    )
  })

  it('are not modified by the same again', async () => {
    const anna = newPerson()
    const { message_id } = await telegram.sendMessage(anna.id, 'Раз')
    expect(await refusal(telegram.editMessageText(anna.id, message_id, undefined, 'Раз'))).toContain(
      'message is not modified',
    )
  })

  it('carry photos: sent as bytes, fetched as the same bytes, sent on by their id, never edited as text', async () => {
    const anna = newPerson()
    const bytes = Buffer.from('a picture, nearly')
    const sent = await telegram.sendPhoto(
      anna.id,
      { source: bytes, filename: 'face.png' },
      {
        caption: 'Иванов <b>Пётр</b>',
        parse_mode: 'HTML',
        reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'y' }]] },
      },
    )
    expect(sent).toMatchObject({ caption: 'Иванов Пётр' })
    const fileId = sent.photo.at(-1)?.file_id ?? ''
    const link = await telegram.getFileLink(fileId)
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(bytes)
    await telegram.sendPhoto(anna.id, fileId)
    expect(anna.messages().map(({ attachment }) => attachment?.fileId)).toEqual([fileId, fileId])
    expect(await refusal(telegram.editMessageText(anna.id, sent.message_id, undefined, 'Текст'))).toContain(
      'there is no text in the message to edit',
    )
    expect(await refusal(telegram.sendPhoto(anna.id, 'AgACnothing'))).toContain('wrong file identifier')
    expect(api.violations).toEqual([])
  })

  it('go to nobody who blocked the bot, never wrote to it or does not exist', async () => {
    const anna = newPerson()
    anna.blocks()
    expect(await refusal(telegram.sendMessage(anna.id, 'Раз'))).toBe('403: Forbidden: bot was blocked by the user')
    api.person({ id: 900, first_name: 'Зоя' }, { started: false })
    expect(await refusal(telegram.sendMessage(900, 'Раз'))).toBe(
      "403: Forbidden: bot can't initiate conversation with a user",
    )
    expect(await refusal(telegram.sendMessage(901, 'Раз'))).toBe('400: Bad Request: chat not found')
  })
})

describe('taps', () => {
  it('are answered once and in time', async () => {
    const anna = newPerson()
    await telegram.sendMessage(anna.id, 'Кто?', {
      reply_markup: { inline_keyboard: [[{ text: 'Иванов', callback_data: 'v:1' }]] },
    })
    const update = anna.taps('Иванов')
    const id = 'callback_query' in update ? update.callback_query.id : ''
    expect(update).toMatchObject({ callback_query: { data: 'v:1', from: { id: anna.id }, message: { text: 'Кто?' } } })
    expect(anna.answer()).toBeNull()
    await telegram.answerCbQuery(id, 'Записан')
    expect(anna.answer()).toEqual({ text: 'Записан', alert: false })
    clock = new Date(clock.getTime() + 120_000)
    expect(await refusal(telegram.answerCbQuery(id))).toContain('query is too old')
    expect(() => anna.taps('Петров')).toThrow('sees no button')
  })
})

describe('members of a group', () => {
  it('have a status, and its change is heard of by those who asked', async () => {
    const anna = newPerson()
    expect(await telegram.getChatMember(GROUP, anna.id)).toMatchObject({ status: 'left' })
    const { chat } = { chat: api.chats.known(GROUP) }
    await poll(0)
    anna.becomes('member', chat)
    expect(await poll(0)).toEqual([])
    await poll(0, ['message', 'chat_member'])
    const update = anna.becomes('restrictedMember', chat)
    expect(await poll(0, ['message', 'chat_member'])).toMatchObject([
      {
        update_id: update.update_id,
        chat_member: {
          old_chat_member: { status: 'member' },
          new_chat_member: { status: 'restricted', is_member: true },
        },
      },
    ])
    expect(await telegram.getChatMember(GROUP, anna.id)).toMatchObject({ status: 'restricted', is_member: true })
    expect(await refusal(telegram.getChatMember(GROUP, 99_999))).toContain('user not found')
  })

  it('move with it when it becomes a supergroup, and the old address says where to', async () => {
    const group = api.group(-50, 'Старые')
    const anna = newPerson()
    group.put(anna, 'member')
    group.moveTo(-10_050)
    const error = await telegram.sendMessage(-50, 'Раз').catch((thrown: { response?: unknown }) => thrown.response)
    expect(error).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -10_050 } })
    expect(await telegram.getChatMember(-10_050, anna.id)).toMatchObject({ status: 'member' })
  })
})

describe('updates', () => {
  it('stay until an offset confirms them, and come again where the answer got lost', async () => {
    const anna = newPerson()
    const [one, two] = [anna.says('раз'), anna.says('/help')]
    expect(two).toMatchObject({ message: { entities: [{ type: 'bot_command', offset: 0, length: 5 }] } })
    expect(ids(await poll(0))).toEqual([one.update_id, two.update_id])
    api.faults.add({ method: 'getUpdates', fault: { kind: 'lostAnswer' } })
    expect(await refusal(poll(two.update_id))).not.toBe('nothing')
    expect(ids(await poll(two.update_id))).toEqual([two.update_id])
    expect(ids(await poll(two.update_id + 1))).toEqual([])
  })

  it('wake a waiting poll, of which there is one at a time', async () => {
    const anna = newPerson()
    const first = refusal(telegram.getUpdates(30, 100, 0, undefined))
    await expect.poll(() => api.calls.filter(({ method }) => method === 'getUpdates').at(-1)?.params.timeout).toBe(30)
    const second = telegram.getUpdates(30, 100, 0, undefined)
    expect(await first).toContain('409: Conflict: terminated by other getUpdates request')
    const update = anna.says('раз')
    expect(ids(await second)).toEqual([update.update_id])
  })

  it('are delivered again and shuffled between chats when told to, in order within a chat', async () => {
    const [anna, boris] = [newPerson(), newPerson('Борис')]
    const said = ['1', '2', '3'].flatMap((text) => [anna.says(text), boris.says(text)])
    let seed = 7
    api.updates.delivery = {
      extra: ({ update_id }) => (update_id === said[0]?.update_id ? 2 : 0),
      random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
    }
    const got = ids(await poll(0))
    expect(got).not.toEqual(ids(said))
    expect([...got].sort()).toEqual(ids(said))
    const ofAnna = new Set(ids([said[0], said[2], said[4]] as Update[]))
    expect(got.filter((id) => ofAnna.has(id))).toEqual([...ofAnna])
    const last = (said.at(-1)?.update_id ?? 0) + 1
    expect(ids(await poll(last))).toEqual([said[0]?.update_id, said[0]?.update_id])
    expect(ids(await poll(last))).toEqual([])
    api.updates.delivery = {}
  })
})

describe('failures', () => {
  it('come on demand: 429, 5xx, lost calls, lost answers', async () => {
    const anna = newPerson()
    api.faults.add({ method: 'sendMessage', fault: { kind: 'retryAfter', seconds: 7 } })
    const error = await telegram.sendMessage(anna.id, 'Раз').catch((thrown: { response?: unknown }) => thrown.response)
    expect(error).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    })
    api.faults.add({ chat: anna.id, fault: { kind: 'serverError' } })
    expect(await refusal(telegram.sendMessage(anna.id, 'Раз'))).toContain('502')
    api.faults.add({ chat: anna.id, fault: { kind: 'lostCall' } })
    expect(await refusal(telegram.sendMessage(anna.id, 'Раз'))).not.toBe('nothing')
    expect(anna.messages()).toEqual([])
    api.faults.add({ chat: anna.id, fault: { kind: 'lostAnswer' } })
    expect(await refusal(telegram.sendMessage(anna.id, 'Раз'))).not.toBe('nothing')
    expect(anna.messages().map(({ text }) => text)).toEqual(['Раз'])
  })

  it('include an outage: nothing answers, what people say is kept', async () => {
    const anna = newPerson()
    const over = await api.outage()
    expect(await refusal(telegram.getMe())).toContain('ECONNREFUSED')
    const update = anna.says('Алло?')
    await over()
    expect(ids(await poll(0))).toEqual([update.update_id])
  })

  it('include Telegram’s own limits, by the clock', async () => {
    const strict = await startLocalBotApi({ now: () => clock, limits: true })
    const bot = new Telegram(strict.token, { apiRoot: strict.url })
    const zoya = strict.person({ id: 5, first_name: 'Зоя' })
    for (let count = 0; count < 30; count += 1) await bot.sendMessage(zoya.id, `${count}`)
    expect(await refusal(bot.sendMessage(zoya.id, '30'))).toContain('429: Too Many Requests: retry after 1')
    clock = new Date(clock.getTime() + 1_001)
    await bot.sendMessage(zoya.id, '30')
    expect(zoya.messages()).toHaveLength(31)
    await strict.stop()
  })
})

describe('every call is held against the Bot API', () => {
  const wrong: [string, (chat: number) => Promise<unknown>, string][] = [
    [
      'a method that is not there',
      () => telegram.callApi('sendMassage' as never, {} as never),
      'the Bot API has no method sendMassage',
    ],
    [
      'a field that is not there',
      (chat) => telegram.callApi('sendMessage', { chat_id: chat, text: 'Раз', silent: true } as never),
      'sendMessage has no field silent',
    ],
    [
      'a field that is missing',
      (chat) => telegram.callApi('sendMessage', { chat_id: chat } as never),
      'sendMessage.text is missing',
    ],
    [
      'a field of another type',
      (chat) => telegram.callApi('sendMessage', { chat_id: chat, text: 5 } as never),
      'sendMessage.text is not a string',
    ],
    [
      'a text that is too long',
      (chat) => telegram.sendMessage(chat, 'я'.repeat(4097)),
      'sendMessage.text has 4097 characters, 4096 are allowed',
    ],
    [
      'a caption that is too long',
      (chat) => telegram.sendPhoto(chat, { source: Buffer.from('x') }, { caption: 'я'.repeat(1025) }),
      'sendPhoto.caption has 1025 characters, 1024 are allowed',
    ],
    [
      'an empty text',
      (chat) => telegram.sendMessage(chat, '<b> </b>', { parse_mode: 'HTML' }),
      'sendMessage.text is empty',
    ],
    [
      'a tag that is not closed',
      (chat) => telegram.sendMessage(chat, '<b>Раз', { parse_mode: 'HTML' }),
      'Can\'t find end tag corresponding to start tag "b"',
    ],
    [
      'tags closed across',
      (chat) => telegram.sendMessage(chat, '<b>Раз <i>два</b></i>', { parse_mode: 'HTML' }),
      'Unmatched end tag',
    ],
    [
      'a tag that is not allowed',
      (chat) => telegram.sendMessage(chat, '<p>Раз</p>', { parse_mode: 'HTML' }),
      'Unsupported start tag "p"',
    ],
    [
      'what is not escaped',
      (chat) => telegram.sendMessage(chat, 'Иванов & сын', { parse_mode: 'HTML' }),
      '“&” is not escaped',
    ],
    [
      'too much in a button',
      (chat) =>
        telegram.sendMessage(chat, 'Раз', {
          reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'я'.repeat(33) }]] },
        }),
      'carries 66 bytes',
    ],
    [
      'a button without words',
      (chat) =>
        telegram.sendMessage(chat, 'Раз', { reply_markup: { inline_keyboard: [[{ text: '', callback_data: 'y' }]] } }),
      'a button without words',
    ],
    [
      'a button that does nothing',
      (chat) => telegram.sendMessage(chat, 'Раз', { reply_markup: { inline_keyboard: [[{ text: 'Да' } as never]] } }),
      'does 0 things',
    ],
    [
      'a button with more than Telegram knows',
      (chat) =>
        telegram.sendMessage(chat, 'Раз', {
          reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'y', colour: 'red' } as never]] },
        }),
      'has no field colour',
    ],
    [
      'too many buttons',
      (chat) =>
        telegram.sendMessage(chat, 'Раз', {
          reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'Да', callback_data: 'y' }]) },
        }),
      '101 buttons, 100 are allowed',
    ],
    [
      'an answer that is too long',
      () => telegram.answerCbQuery('1', 'я'.repeat(201)),
      'answerCallbackQuery.text has 201 characters',
    ],
  ]
  it.each(wrong)('%s is found', async (_, call, sentence) => {
    await refusal(call(newPerson().id))
    expect(api.violations.join('\n')).toContain(sentence)
  })

  it('and what telegraf adds to a button is no fault', async () => {
    const anna = newPerson()
    await telegram.sendMessage(anna.id, 'Раз', {
      reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'y', hide: false } as never]] },
    })
    expect({ violations: api.violations, shown: anna.messages().length }).toEqual({ violations: [], shown: 1 })
  })
})
