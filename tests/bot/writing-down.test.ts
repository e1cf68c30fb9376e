import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventMaker } from '../factories/events'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let maker: Awaited<ReturnType<typeof eventMaker>>
let anna: Tester
let people = 950

beforeAll(async () => {
  given = await startHarness({ now: '2026-11-30T09:00:00Z', run: inProcess })
  maker = await eventMaker(given.app)
})
afterAll(() => given.close())
beforeEach(async () => {
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
  await anna.says('/new')
})

const labels = (): string[] => anna.screen().buttons.flat()
const stored = async (lastName: string) =>
  (
    await given.pool.query(
      `SELECT first_name AS first, middle_name AS middle, phone, birth_year AS born, card_number AS card, comment
         FROM visitors WHERE last_name = $1`,
      [lastName],
    )
  ).rows

it.each([
  ['Телефонкин Пётр 89167654321', ['1975'], { first: 'Пётр', phone: '+79167654321', born: 1975 }],
  ['годовкина мария 1975', ['нет телефона'], { first: 'Мария', middle: null, phone: null, born: 1975 }],
  ['Запятова, Анна Ивановна', ['8 (916) 000‑11‑22, 1960'], { first: 'Анна', middle: 'Ивановна', born: 1960 }],
  ['Картина Вера карта 7001 8-916-765-43-22 1961', [], { first: 'Вера', card: '7001', phone: '+79167654322' }],
  ['Потомова', ['Нина 1980', '89167654323'], { first: 'Нина', born: 1980, phone: '+79167654323' }],
])('%j, %j: what is typed is taken for what it is', async (line, more, wanted) => {
  await anna.says(line)
  for (const text of more) await anna.says(text)
  expect(anna.screen().text).toContain('Человек согласен')
  await anna.taps(/согласен/)
  const [surname = ''] = line.split(/[ ,]/)
  const lastName = surname.charAt(0).toUpperCase() + surname.slice(1)
  expect(await stored(lastName)).toEqual([expect.objectContaining(wanted)])
  // The log knows who wrote them down.
  const { rows } = await given.pool.query(
    `SELECT l.actor_kind AS kind, (SELECT telegram_id FROM volunteers WHERE id::text = l.actor_id) AS by
       FROM audit_log l JOIN visitors v ON v.id::text = l.subject_id
      WHERE l.action = 'visitor.created' AND v.last_name = $1`,
    [lastName],
  )
  expect(rows).toEqual([{ kind: 'volunteers', by: String(people) }])
})

it('whoever does not agree is not written down, whether it is tapped or typed, and “no” is no comment', async () => {
  await anna.says('Несогласнова Инна')
  await anna.taps('Пропустить')
  await anna.says('нет')
  expect(anna.screen().text).toContain('Без согласия хранить данные нельзя')
  expect(anna.screen().text).not.toContain('💬')
  await anna.taps('← Назад')
  await anna.taps('✖️ Не согласен')
  expect(anna.screen().text).toContain('Без согласия хранить данные нельзя')
  await anna.says('да')
  expect(anna.screen().text).toContain('Человек согласен')
  await anna.taps('🏠 Меню')
  expect(await stored('Несогласнова')).toEqual([])
})

it('comments typed at the end add up; one that is asked for anew takes the place of the old one', async () => {
  await anna.says('Комментова Инна')
  await anna.taps('Пропустить')
  await anna.says('ходит с костылём')
  await anna.says('позвонить сестре')
  expect(anna.screen().text).toContain('💬 ходит с костылём\nпозвонить сестре')
  await anna.taps('💬 Другой комментарий')
  await anna.says('только утром')
  expect(anna.screen().text).toMatch(/💬 только утром\n/)
  await anna.taps(/согласен/)
  expect((await stored('Комментова'))[0]).toMatchObject({ comment: 'только утром' })
})

it('who may be the same person is asked right after the name, told apart, and asked once', async () => {
  for (const birthYear of [1960, 1985])
    await maker.admin.post('/visitors', {
      lastName: 'Тёзкина',
      firstName: 'Ольга',
      birthYear,
      status: 'registered',
      allowDuplicate: true,
    })
  await anna.says('Тёзкина Ольга')
  expect(anna.screen().text).toMatch(/Похожие люди уже есть[\s\S]*Тёзкина Ольга, карта \d+, 1960 г\. р\./)
  expect(labels().filter((label) => label.startsWith('Это Тёзкина'))).toHaveLength(2)
  await anna.taps('Другой человек')
  await anna.says('8 916 765-43-29, 1999')
  await anna.taps(/согласен/)
  expect(await stored('Тёзкина')).toHaveLength(3)
})

it('a phone that was looked for in vain is the phone of whoever is written down then', async () => {
  await anna.says('/start')
  await anna.says('8 916 765-43-77')
  await anna.taps('➕ Новый')
  await anna.says('Безвестнова Инна')
  await anna.says('1970')
  await anna.taps(/согласен/)
  expect(await stored('Безвестнова')).toEqual([expect.objectContaining({ phone: '+79167654377', born: 1970 })])
})

it('a phone that somebody has is asked about, too', async () => {
  await maker.admin.post('/visitors', { lastName: 'Хозяйкина', firstName: 'Ольга', phone: '+79167654330' })
  await anna.says('Чужетелефонова Раиса')
  await anna.says('8 916 765 43 30')
  expect(anna.screen().text).toContain('Хозяйкина Ольга')
  await anna.taps(/^Это Хозяйкина/)
  expect(anna.screen().text).toContain('Хозяйкина')
  expect(await stored('Чужетелефонова')).toEqual([])
})

it.each([
  ['И', 'В фамилии нужно хотя бы две буквы'],
  ['Иванова О', 'В имени нужно хотя бы две буквы'],
  ['8 916 765-43-21', 'ещё фамилию и имя'],
])('%j at the name: %s', async (line, words) => {
  await anna.says(line)
  expect(anna.screen().text).toContain(words)
})

it('a photo sent while a profile is open becomes theirs; one that is there is replaced after a question', async () => {
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer()
  const { body } = await maker.admin.post<{ doc: { id: string } }>('/visitors', {
    lastName: 'Фоткина',
    firstName: 'Зоя',
    status: 'registered',
  })
  const photoOf = async (): Promise<string | null> =>
    (
      await given.pool.query<{ photo: string | null }>('SELECT photo_id AS photo FROM visitors WHERE id = $1', [
        body.doc.id,
      ])
    ).rows[0]?.photo ?? null
  await anna.says('/start')
  await anna.says('Фоткина')
  // The photo is stored, and what would have said so does not get through: the update is handled again.
  let lost = 0
  given.api.faults.add({
    method: 'sendPhoto',
    when: ({ chat_id: chat }) => Number(chat) === anna.id && (lost += 1) > 0,
    fault: { kind: 'serverError' },
  })
  await anna.sendsPhoto(photo)
  expect(lost).toBe(1)
  expect(anna.screen().text).toContain('Фото сохранено')
  const first = await photoOf()
  expect(first).not.toBeNull()
  await anna.sendsPhoto(photo)
  expect(anna.screen().text).toContain('Заменить его новым?')
  await anna.taps('← Оставить прежнее')
  expect(await photoOf()).toBe(first)
  await anna.sendsPhoto(photo)
  await anna.taps('✅ Заменить')
  expect(await photoOf()).not.toBe(first)
  expect((await given.pool.query('SELECT 1 FROM media WHERE id = $1', [first])).rows).toEqual([])
  const { rows } = await given.pool.query(
    `SELECT actor_kind AS by FROM audit_log WHERE action = 'visitor.changed' AND subject_id = $1`,
    [body.doc.id],
  )
  expect(rows).toEqual([{ by: 'volunteers' }, { by: 'volunteers' }])
  await anna.taps('История')
  await anna.sendsPhoto(photo)
  expect(anna.screen().text).toContain('Заменить его новым?')
  await anna.says('/help')
  expect(anna.screen().text).toContain('Добавить фото: откройте посетителя и пришлите снимок.')
})

it('what Telegram offers is used: nothing is forwarded, buttons have colours, commands are private, two keys are at hand', async () => {
  const calls = given.api.calls.filter(({ params }) => Number(params.chat_id) === anna.id)
  expect(calls.filter(({ method }) => method === 'sendMessage').map(({ params }) => params.protect_content)).toEqual(
    expect.arrayContaining([true]),
  )
  const commands = given.api.calls.filter(({ method }) => method === 'setMyCommands')
  expect(commands.map(({ params }) => params.scope)).toEqual([{ type: 'all_private_chats' }])
  expect(given.api.calls.some(({ method }) => method === 'deleteMyCommands')).toBe(true)
  await anna.says('Цветкова Инна')
  await anna.taps('Пропустить')
  const styled = anna.telegram
    .messages()
    .at(-1)
    ?.markup?.inline_keyboard.flat()
    .filter((button) => 'style' in button)
  expect(styled).toEqual([expect.objectContaining({ text: '✅ Да, человек согласен', style: 'success' })])
  await anna.taps('🏠 Меню')
  const keyboard = given.api.calls.find(
    ({ params }) => Number(params.chat_id) === anna.id && 'keyboard' in ((params.reply_markup ?? {}) as object),
  )
  expect(keyboard?.params.reply_markup).toMatchObject({ keyboard: [['🔎 Найти', '✅ Дежурство']] })
  await anna.says('✅ Дежурство')
  expect(anna.screen().text).toContain('Дежурство')
  await anna.says('/mine')
  expect(anna.screen().text).toContain('Мои записи')
})

const portrait = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#375' } })
    .jpeg()
    .toBuffer()

it('words under a photo are read: a name, a comment, a search, and where they are not, that is said', async () => {
  const photo = await portrait()
  await anna.sendsPhoto(photo, 'Подписова Мария 1975')
  expect(anna.screen().text).toMatch(/Подписова Мария[\s\S]*1975[\s\S]*с фото[\s\S]*Телефон/)
  await anna.taps('Пропустить')
  await anna.sendsPhoto(photo, 'ходит с костылём')
  expect(anna.screen().text).toContain('💬 ходит с костылём')
  await anna.taps(/согласен/)
  expect(await stored('Подписова')).toEqual([expect.objectContaining({ born: 1975, comment: 'ходит с костылём' })])
  await anna.sendsPhoto(photo, 'без лактозы')
  expect(anna.screen().text).toContain('Подпись «без лактозы» никуда не записана')
  expect(anna.screen().text).toContain('Заменить его новым?')
  await anna.says('/start')
  expect(anna.screen().text).toContain('Присланное фото не сохранено.')
  await anna.sendsPhoto(photo, 'Подписова')
  expect(anna.screen().text).toMatch(/Подписова Мария[\s\S]*откройте посетителя и пришлите снимок ещё раз/)
})

it('who is half written down is not dropped in silence, and is not written over whoever is known', async () => {
  await maker.admin.post('/visitors', { lastName: 'Половинкина', firstName: 'Ольга', status: 'registered' })
  await anna.says('Половинкина Ольга')
  expect(anna.screen().text).toContain('Похожие люди уже есть')
  await anna.says('без очков')
  expect(anna.screen().text).toContain('Выберите кнопкой')
  await anna.says('8 916 765-43-88')
  expect(anna.screen().text).toContain('Добавлено к новому посетителю.')
  for (const command of ['/duty', '/new', '/mine', '/start']) {
    await anna.says('/start')
    await anna.says('/new')
    await anna.says('Половинкина Ольга 1999')
    await anna.says(command)
    expect([command, anna.screen().text]).toEqual([command, expect.stringContaining('Новый посетитель не заведён')])
  }
  await anna.says('/new')
  expect(anna.screen().text).not.toContain('не заведён')
  await anna.says('Половинкина Ольга 8 916 765-43-88')
  await anna.taps(/^Это Половинкина/)
  expect(anna.screen().text).toContain('остальное, что вы набрали для нового, не записано')
  expect(await stored('Половинкина')).toHaveLength(1)
})
