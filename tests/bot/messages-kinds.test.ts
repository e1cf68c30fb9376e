import { openVisitorData } from '@/notifications/telegram/buttons'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { remind, tellMissed } from '@/jobs/messages'
import { cancel } from '@/operations/bookings/cancel'
import { confirmationShown } from '@/operations/messages/confirmationShown'
import { eventMaker } from '../factories/events'
import { makeWorld, type World } from './messages-world'

let world: World

beforeAll(async () => {
  world = await makeWorld({ at: '2026-11-20T09:00:00Z' })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set('2026-11-20T09:00:00Z')
  await world.forget()
})

let year = 0
/** Laundry on one Tuesday, ten to twelve in Moscow, and the event's own id. */
const laundry = async (over: Record<string, unknown> = {}) => {
  const { id } = await world.events.create({
    type: 'oneOff',
    date: '2026-11-24',
    rrule: undefined,
    title: `Стирка ${(year += 1)}`,
    services: [{ service: world.events.service, startTime: '10:00', endTime: '12:00', capacity: 20 }],
    capacity: 40,
    ...over,
  })
  return { event: id, occurrences: await world.occurrences(id) }
}
const first = (rows: readonly { id: string }[]): string => rows[0]?.id ?? ''

describe('a confirmation', () => {
  test('says who is booked for what, when and where, half a minute after the conversation has not', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry()
    await world.books(vera.volunteer, await world.visitor('Иванов <b>&'), first(occurrences))
    await world.work({ seconds: 25 })
    expect(vera.messages()).toEqual([])
    await world.work({ seconds: 10 })
    expect(vera.messages()).toEqual([
      '✅ Запись подтверждена\n\nвт, 24 ноября, 10:00–12:00\nСтирка\nЦветной бульвар, Цветной бульвар, 1\n• Иванов ' +
        '<b>& Пётр',
    ])
    expect(await world.rows()).toMatchObject([{ kind: 'bookingConfirmed', status: 'sent', attempts: 1, error: null }])
  })

  test('is not sent again after the conversation has shown it, nor of a booking that is gone', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry()
    const shown = await world.books(vera.volunteer, await world.visitor('Шишкин'), first(occurrences))
    await confirmationShown(world.app.payload, {
      volunteer: vera.volunteer,
      participants: shown,
      now: world.clock.now(),
    })
    const [gone = ''] = await world.books(vera.volunteer, await world.visitor('Мышкин'), first(occurrences))
    await cancel(world.app.payload, {
      id: gone,
      reason: null,
      caller: { kind: 'volunteers', id: vera.volunteer },
      now: world.clock.now(),
    })
    await world.work()
    expect(vera.messages()).toEqual([])
    expect((await world.rows()).map(({ status, error }) => [status, error]).sort()).toEqual([
      ['sent', null],
      ['skipped', 'nothingLeft'],
    ])
  })
})

describe('a change', () => {
  test('is told from when to when, to who booked, with the names as they are now', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry()
    const visitor = await world.visitor('Иванов')
    await world.books(vera.volunteer, visitor, first(occurrences))
    await world.forget()
    await world.events.admin.patch(`/occurrences/${first(occurrences)}?confirm=true`, {
      startsAt: '2026-11-24T10:00:00Z',
      endsAt: '2026-11-24T12:00:00Z',
    })
    await world.pool.query(
      `UPDATE visitors SET full_name = 'Петров Пётр', card_number = '00777', phone = '+79161234567' WHERE id = $1`,
      [visitor],
    )
    await world.work()
    expect(vera.messages()).toEqual([
      '🔁 Изменилась запись: 1 человек\nПредупредите, пожалуйста, тех, кого записали.\n\nСтирка\nБыло: вт, 24 ' +
        'ноября, 10:00\nСтало: вт, 24 ноября, 13:00–15:00\nЦветной бульвар, Цветной бульвар, 1\n' +
        '• Петров Пётр, карта 00777, +7 (916) 123-45-67',
    ])
    const sent = world.api.calls.find(({ params }) => String(params.text).includes('Петров Пётр'))
    const open = { text: '00777 · Петров Пётр', callback_data: openVisitorData(visitor) }
    expect(sent?.params).toMatchObject({ protect_content: true, reply_markup: { inline_keyboard: [[open]] } })
  })

  test('of the zone of a place is told as that, and not as another place', async () => {
    const vera = await world.volunteer()
    const other = await eventMaker(world.app)
    const event = await other.create({ type: 'oneOff', date: '2026-11-27', rrule: undefined })
    await world.books(vera.volunteer, await world.visitor('Иванов'), first(await world.occurrences(event.id)))
    await world.forget()
    const { status } = await other.admin.patch(`/places/${other.place}?confirm=true`, { timezone: 'Asia/Omsk' })
    expect(status).toBe(200)
    await world.work()
    expect(vera.messages().map((text) => text.replace(/, карта \d+$/, ''))).toEqual([
      '🔁 Изменилась запись: 1 человек\nПредупредите, пожалуйста, тех, кого записали.\n\nСтирка\nИсправлен часовой ' +
        'пояс места: время по местным часам прежнее\nСтало: пт, 27 ноября, 10:00–12:00\nЦветной бульвар\n• Иванов Пётр',
    ])
  })

  test('to another occurrence says where it was and where it is now', async () => {
    const vera = await world.volunteer()
    const [here, there] = [await laundry(), await laundry({ date: '2026-11-25' })]
    const [booked = ''] = await world.books(vera.volunteer, await world.visitor('Иванов'), first(here.occurrences))
    await world.forget()
    const { status } = await world.events.admin.post(`/participants/${booked}/move`, {
      occurrence: first(there.occurrences),
    })
    expect(status).toBe(200)
    await world.work()
    expect(vera.messages().map((text) => text.replace(/, карта \d+$/, ''))).toEqual([
      '🔁 Изменилась запись: 1 человек\nПредупредите, пожалуйста, тех, кого записали.\n\nСтирка\nБыло: Стирка, вт, ' +
        '24 ноября, 10:00–12:00, Цветной бульвар\nСтало: ср, 25 ноября, 10:00–12:00\n' +
        'Цветной бульвар, Цветной бульвар, 1\n• Иванов Пётр',
    ])
  })

  test('there and back again is nothing to tell', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry()
    await world.books(vera.volunteer, await world.visitor('Иванов'), first(occurrences))
    await world.forget()
    await world.events.admin.patch(`/occurrences/${first(occurrences)}?confirm=true`, {
      startsAt: '2026-11-24T10:00:00Z',
      endsAt: '2026-11-24T12:00:00Z',
    })
    await world.events.admin.patch(`/occurrences/${first(occurrences)}?confirm=true`, {
      startsAt: '2026-11-24T07:00:00Z',
      endsAt: '2026-11-24T09:00:00Z',
    })
    await world.work()
    expect(
      vera.messages().map((text) => text.includes('Было: вт, 24 ноября, 13:00\nСтало: вт, 24 ноября, 10:00–12:00')),
    ).toEqual([true])
    expect((await world.rows()).map(({ status }) => status).sort()).toEqual(['sent', 'skipped'])
  })

  test('that affects thirty people booked by four volunteers is four messages; a refused one is none', async () => {
    const volunteers = await Promise.all(['Вера', 'Маша', 'Олег', 'Илья'].map((name) => world.volunteer(name)))
    const { event, occurrences } = await laundry({
      services: [{ service: world.events.service, startTime: '10:00', endTime: '12:00', capacity: 40 }],
    })
    for (let number = 0; number < 30; number += 1)
      await world.books(
        volunteers[number % 4]?.volunteer ?? '',
        await world.visitor(`Иванов-${number}`),
        first(occurrences),
      )
    await world.forget()
    const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM event_days WHERE event_id = $1', [event])
    expect((await world.events.admin.post(`/event-days/${first(rows)}/cancel`, { reason: 'Нет воды' })).status).toBe(
      409,
    )
    expect(await world.rows()).toEqual([])
    await world.events.admin.post(`/event-days/${first(rows)}/cancel`, { reason: 'Нет воды', confirm: true })
    await world.work()
    expect(volunteers.map((one) => one.messages().length)).toEqual([1, 1, 1, 1])
    const texts = volunteers.map((one) => one.messages().join())
    expect(texts[0]).toContain('❌ Отменена запись: 8 человек\nПричина: Нет воды\n')
    expect(texts[3]).toContain('❌ Отменена запись: 7 человек\n')
    expect(texts.flatMap((text) => text.match(/Иванов-\d+/g) ?? []).sort()).toEqual(
      Array.from({ length: 30 }, (_, number) => `Иванов-${number}`).sort(),
    )
  })

  test('of a transaction that was rolled back tells nobody', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry({
      services: [{ service: world.events.service, startTime: '10:00', endTime: '12:00', capacity: 1 }],
    })
    await world.books(vera.volunteer, await world.visitor('Первый'), first(occurrences))
    await world.forget()
    await expect(world.books(vera.volunteer, await world.visitor('Второй'), first(occurrences))).rejects.toThrow(
      'OCCURRENCE_FULL',
    )
    expect(await world.rows()).toEqual([])
  })
})

describe('a reminder', () => {
  const evening = '2026-11-23T15:00:30Z'
  const plan = () => remind.run(world.app.payload, world.clock.now())

  test('comes the evening before, once, lists the people of that volunteer and follows a time that was edited', async () => {
    const vera = await world.volunteer()
    const masha = await world.volunteer('Маша')
    const { occurrences } = await laundry()
    await world.books(vera.volunteer, await world.visitor('Иванов'), first(occurrences))
    await world.books(vera.volunteer, await world.visitor('Петров'), first(occurrences))
    const [gone = ''] = await world.books(masha.volunteer, await world.visitor('Сидоров'), first(occurrences))
    await cancel(world.app.payload, {
      id: gone,
      reason: null,
      caller: { kind: 'volunteers', id: masha.volunteer },
      now: world.clock.now(),
    })
    await world.forget()
    world.clock.set('2026-11-23T14:59:00Z')
    await plan()
    expect(await world.rows()).toEqual([])
    world.clock.set(evening)
    await Promise.all([plan(), plan()])
    await plan()
    await world.events.admin.patch(`/occurrences/${first(occurrences)}?confirm=true`, {
      startsAt: '2026-11-24T08:00:00Z',
      endsAt: '2026-11-24T10:00:00Z',
    })
    await world.work()
    await plan()
    await world.work()
    expect(vera.messages().filter((text) => text.startsWith('⏰'))).toEqual([
      '⏰ Завтра, вт, 24 ноября: 2 человека\nВы их записали.\n\n11:00–13:00 Стирка\nЦветной бульвар, Цветной ' +
        'бульвар, 1\n• Иванов Пётр\n• Петров Пётр',
    ])
    expect(masha.messages()).toEqual([])
  })

  test('counts people, not bookings: somebody on two services is one person, and namesakes are two', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry({
      services: [
        { service: world.events.service, startTime: '10:00', endTime: '12:00', capacity: 20 },
        { service: world.events.shower, startTime: '12:00', endTime: '13:00', capacity: 20 },
      ],
    })
    const ids = occurrences.map(({ id }) => id)
    expect(ids).toHaveLength(2)
    await world.books(vera.volunteer, await world.visitor('Иванов'), ...ids)
    await world.books(vera.volunteer, await world.visitor('Иванов'), first(occurrences))
    await world.forget()
    world.clock.set(evening)
    await plan()
    await world.work()
    expect(vera.messages()).toEqual([expect.stringContaining('⏰ Завтра, вт, 24 ноября: 2 человека\n')])
  })

  test('is not sent to who booked after it, in the night, or when it has begun; and never without a bot', async () => {
    const [vera, masha] = [await world.volunteer(), await world.volunteer('Маша')]
    const { occurrences } = await laundry()
    await world.books(vera.volunteer, await world.visitor('Иванов'), first(occurrences))
    world.clock.set('2026-11-23T16:00:00Z')
    await world.books(masha.volunteer, await world.visitor('Петров'), first(occurrences))
    await world.forget()
    const token = world.api.token
    setEnvironment({ TELEGRAM_BOT_TOKEN: '' })
    await plan()
    expect(await world.rows()).toEqual([])
    setEnvironment({ TELEGRAM_BOT_TOKEN: token })
    await plan()
    world.clock.set('2026-11-23T20:00:00Z')
    await world.work()
    expect([vera.messages(), masha.messages()]).toEqual([[], []])
    world.clock.set('2026-11-24T05:00:00Z')
    await world.work()
    expect(vera.messages()).toEqual([expect.stringContaining('⏰ Сегодня, вт, 24 ноября: 1 человек')])
    await world.pool.query(`UPDATE messages SET status = 'pending', attempts = 0`)
    world.clock.set('2026-11-24T07:01:00Z')
    await world.work()
    expect((await world.rows()).filter(({ recipient }) => recipient === vera.volunteer)).toMatchObject([
      { status: 'skipped', error: 'tooLate' },
    ])
  })
})

describe('who did not come', () => {
  test('is told the morning after to who booked them, once, and not of those marked otherwise since', async () => {
    const vera = await world.volunteer()
    const { occurrences } = await laundry()
    const ids: string[] = []
    for (const name of ['Иванов', 'Петров', 'Сидоров'])
      ids.push(...(await world.books(vera.volunteer, await world.visitor(name), first(occurrences))))
    await world.forget()
    world.clock.set('2026-11-24T13:00:00Z')
    await world.events.admin.post('/participants/status', { ids: ids.slice(0, 2), status: 'noShow' })
    await tellMissed.run(world.app.payload, world.clock.now())
    expect(await world.rows()).toEqual([])
    world.clock.set('2026-11-25T06:01:00Z')
    await tellMissed.run(world.app.payload, world.clock.now())
    await world.events.admin.post('/participants/status', { ids: ids.slice(0, 1), status: 'attended' })
    await world.work()
    await tellMissed.run(world.app.payload, world.clock.now())
    await world.work()
    expect(vera.messages()).toEqual([
      'Не пришли вт, 24 ноября: 1 человек\nИз тех, кого вы записали.\n\n10:00 Стирка, Цветной бульвар\n• Петров Пётр',
    ])
  })
})

describe('a new event', () => {
  test('is announced in the chat of the volunteers when that was ticked, also after the chat has moved', async () => {
    await laundry({ announce: false })
    const { event } = await laundry({
      type: 'recurring',
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
      title: 'Стирка & сушка',
      announce: true,
    })
    expect(await world.rows()).toMatchObject([{ kind: 'eventAnnounced', recipient: null }])
    world.group.moveTo(-1_002_000_000_002)
    await world.work()
    const chat = world.api.chats.known(-1_002_000_000_002)
    const texts = () => chat.messages.map(({ text }) => text)
    expect(texts()).toEqual([
      '📣 Стирка & сушка\nКаждый вторник, 10:00–18:00\nБлижайшая дата: вт, 24 ноября\nЦветной бульвар, Цветной ' +
        'бульвар, 1\n\n• 10:00–12:00 Стирка: 20 мест\n\nЗаписывайте посетителей в боте.',
    ])
    const before = world.api.calls.length
    await laundry({ announce: true, title: 'Душ' })
    await world.work()
    expect(texts()).toHaveLength(2)
    expect(world.api.calls.slice(before).map(({ params }) => params.chat_id)).toEqual(['-1002000000002'])
    await world.events.admin.post(`/events/${event}/archive`, { confirm: true })
    await world.pool.query(`UPDATE messages SET status = 'pending' WHERE payload->>'event' = $1`, [event])
    await world.work()
    expect((await world.rows()).map(({ status }) => status).sort()).toEqual(['sent', 'skipped'])
  })
})
