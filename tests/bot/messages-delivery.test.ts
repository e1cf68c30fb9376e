import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { claimMessages } from '@/db/outbox'
import { reading } from '@/db/sql'
import { unparkVolunteer } from '@/operations/messages/unparkVolunteer'
import { makeWorld, type World } from './messages-world'

let world: World
let occurrence: string
const START = '2026-11-20T09:00:00Z'

beforeAll(async () => {
  world = await makeWorld({ at: START, limits: false })
  const { id } = await world.events.create({
    type: 'oneOff',
    date: '2026-11-24',
    rrule: undefined,
    capacity: 10_000,
    services: [{ service: world.events.service, startTime: '10:00', endTime: '12:00', capacity: 10_000 }],
  })
  occurrence = (await world.occurrences(id))[0]?.id ?? ''
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(START))
afterEach(async () => {
  world.api.faults.clear()
  await world.forget()
})

type Volunteer = Awaited<ReturnType<World['volunteer']>>

/** A confirmation to that volunteer, due in half a minute. */
const owes = async (volunteer: Volunteer, name = 'Иванов'): Promise<void> =>
  void (await world.books(volunteer.volunteer, await world.visitor(name), occurrence))

const sends = () => world.api.calls.filter(({ method }) => method === 'sendMessage')

describe('an outage', () => {
  test('of ten minutes costs no attempt, asks seldom, and everything arrives after it, once', async () => {
    const volunteers = await Promise.all(['Вера', 'Маша', 'Олег'].map((name) => world.volunteer(name)))
    for (const one of volunteers) await owes(one)
    const over = await world.api.outage()
    await world.work({ seconds: 630 })
    const during = await world.rows()
    await over()
    expect(during.map(({ status, attempts }) => [status, attempts])).toEqual(Array(3).fill(['pending', 0]))
    expect(during.map(({ error }) => error)).toContain('unreachable')
    await world.work({ seconds: 180 })
    expect(volunteers.map((one) => one.messages().length)).toEqual([1, 1, 1])
    expect((await world.rows()).map(({ status, attempts }) => [status, attempts])).toEqual(Array(3).fill(['sent', 1]))
  })

  test('of a night, answered with 502, uses up no attempt either', async () => {
    const vera = await world.volunteer()
    await owes(vera)
    world.api.faults.add({ method: 'sendMessage', fault: { kind: 'serverError' }, times: 100_000 })
    const before = sends().length
    await world.work({ seconds: 9 * 3600, step: 30 })
    const tries = sends().length - before
    expect(tries).toBeGreaterThan(100)
    expect(tries).toBeLessThan(700)
    expect(await world.rows()).toMatchObject([{ status: 'pending', attempts: 0 }])
    world.api.faults.clear()
    await world.work({ seconds: 180 })
    expect(vera.messages()).toHaveLength(1)
  })

  test('that lasts until there is nothing left to be in time for is a failure people see', async () => {
    const vera = await world.volunteer()
    await owes(vera)
    world.api.faults.add({ method: 'sendMessage', fault: { kind: 'serverError' }, times: 100_000 })
    await world.work({ seconds: 120 })
    world.clock.set('2026-11-24T09:00:01Z')
    await world.work()
    expect(await world.rows()).toMatchObject([{ status: 'failed', error: 'tooLate' }])
    expect(
      (await (await world.app.as('administrator')).get<{ attention: { failedMessages: number } }>('/today')).body
        .attention.failedMessages,
    ).toBe(1)
  })

  test('does not hold up the others when one message only is answered with 500', async () => {
    const [vera, masha] = [await world.volunteer(), await world.volunteer('Маша')]
    await owes(vera)
    await owes(masha)
    world.api.faults.add({
      method: 'sendMessage',
      chat: vera.id,
      fault: { kind: 'serverError', code: 500 },
      times: 100_000,
    })
    await world.work({ seconds: 120 })
    expect([vera.messages().length, masha.messages().length]).toEqual([0, 1])
  })
})

describe('a refusal', () => {
  test('of the person parks everything of theirs until they write to the bot again', async () => {
    const [vera, masha] = [await world.volunteer(), await world.volunteer('Маша')]
    vera.telegram.blocks()
    await owes(vera, 'Иванов')
    await owes(vera, 'Петров')
    await owes(masha)
    await world.work()
    await owes(vera, 'Сидоров')
    const before = sends().length
    await world.work()
    expect(sends().length).toBe(before)
    expect((await world.rows()).map(({ status, error }) => [status, error])).toEqual(
      expect.arrayContaining([['sent', null], ...Array(3).fill(['parked', 'stoppedBot'])]),
    )
    expect(masha.messages()).toHaveLength(1)
    vera.telegram.blocks(false)
    vera.telegram.says('/start')
    expect(await unparkVolunteer(world.app.payload, { volunteer: vera.volunteer, now: world.clock.now() })).toBe(3)
    await world.work()
    expect(vera.messages().filter((text) => text.includes('Запись подтверждена'))).toHaveLength(3)
  })

  test('of the message itself fails at once, is counted at home, and is sent again when somebody says so', async () => {
    const admin = await world.app.as('administrator')
    const vera = await world.volunteer()
    await owes(vera)
    world.api.faults.add({
      method: 'sendMessage',
      fault: { kind: 'badRequest', description: `can't parse entities: unsupported start tag "Иванов"` },
    })
    await world.work()
    const [row] = await world.rows()
    expect(row).toMatchObject({ status: 'failed', attempts: 1, error: expect.not.stringContaining('Иванов') })
    const failed = async () =>
      (await admin.get<{ attention: { failedMessages: number } }>('/today')).body.attention.failedMessages
    expect(await failed()).toBe(1)
    expect(await admin.post(`/messages/${row?.id}/retry`)).toMatchObject({
      status: 200,
      body: { id: row?.id, status: 'pending' },
    })
    expect(await failed()).toBe(0)
    await world.work()
    expect(vera.messages()).toHaveLength(1)
    expect((await admin.post(`/messages/${row?.id}/retry`)).body).toMatchObject({
      errors: [{ data: { code: 'MESSAGE_SENT' } }],
    })
  })

  test('all that failed are sent again together, by an administrator only', async () => {
    const volunteers = await Promise.all(['Вера', 'Маша', 'Олег'].map((name) => world.volunteer(name)))
    for (const one of volunteers) await owes(one)
    world.api.faults.add({
      method: 'sendMessage',
      fault: { kind: 'badRequest', description: 'Bad Request: something' },
      times: 2,
    })
    await world.work()
    expect((await (await world.app.as('coordinator')).post('/messages/retry')).status).toBe(403)
    expect((await (await world.app.as('administrator')).post('/messages/retry')).body).toEqual({ retried: 2 })
    await world.work()
    expect(volunteers.map((one) => one.messages().length)).toEqual([1, 1, 1])
  })

  test('"too many requests" is waited out by that chat, and nobody else is told later for it', async () => {
    const [vera, masha] = [await world.volunteer(), await world.volunteer('Маша')]
    await owes(vera)
    await world.work({ seconds: 29 })
    world.api.faults.add({ method: 'sendMessage', chat: vera.id, fault: { kind: 'retryAfter', seconds: 90 } })
    await world.work({ seconds: 2 })
    await owes(masha)
    const before = sends().length
    await world.work({ seconds: 80 })
    expect([vera.messages().length, masha.messages().length]).toEqual([0, 1])
    expect(sends().length).toBe(before + 1)
    await world.work({ seconds: 60 })
    expect([vera.messages().length, masha.messages().length]).toEqual([1, 1])
    expect((await world.rows()).map(({ attempts }) => attempts)).toEqual([1, 1])
  })

  test('twenty messages to one volunteer keep nobody else waiting for more than a second or two', async () => {
    const [vera, masha] = [await world.volunteer(), await world.volunteer('Маша')]
    for (let number = 0; number < 20; number += 1) await owes(vera, `Иванов${number}`)
    await owes(masha)
    world.clock.set('2026-11-20T09:01:00Z')
    await world.work({ seconds: 3 })
    expect(masha.messages()).toHaveLength(1)
    expect(vera.messages().length).toBeLessThan(12)
    await world.work({ seconds: 120 })
    expect(vera.messages()).toHaveLength(20)
  })

  test.each([
    ['was blocked by an administrator', 'blocked = true', 'recipientBlocked'],
    ['has left the chat of the volunteers', 'member = false', 'notMember'],
  ])('nobody is written to who %s', async (_who, change, error) => {
    const vera = await world.volunteer()
    await owes(vera)
    await world.pool.query(`UPDATE volunteers SET ${change} WHERE id = $1`, [vera.volunteer])
    await world.work()
    expect(await world.rows()).toMatchObject([{ status: 'skipped', error }])
    expect(vera.messages()).toEqual([])
  })
})

describe('senders', () => {
  test('two at once send everything once', async () => {
    const volunteers = await Promise.all(Array.from({ length: 60 }, (_, number) => world.volunteer(`Вера ${number}`)))
    for (const one of volunteers) await owes(one)
    world.clock.set('2026-11-20T09:01:00Z')
    const both = [world.sender(), world.sender()]
    for (let rounds = 0; rounds < 40; rounds += 1) {
      await Promise.all(both.map((sender) => sender.round()))
      await world.clock.wait(1000)
    }
    await world.work({ seconds: 300 })
    expect(volunteers.map((one) => one.messages().length)).toEqual(Array(60).fill(1))
  })

  test('what a killed one had claimed is sent when its claim has run out, and not before', async () => {
    const vera = await world.volunteer()
    await owes(vera)
    world.clock.set('2026-11-20T09:01:00Z')
    const now = world.clock.now()
    const claimed = await claimMessages(reading(world.app.payload), {
      channels: ['volunteers'],
      most: 25,
      claim: randomUUID(),
      now,
      until: new Date(now.getTime() + 120_000),
    })
    expect(claimed).toHaveLength(1)
    await world.work({ seconds: 110 })
    expect(vera.messages()).toEqual([])
    await world.work({ seconds: 20 })
    expect(vera.messages()).toHaveLength(1)
  })

  test('one that held a message too long does not send what another has sent', async () => {
    const vera = await world.volunteer()
    await owes(vera)
    world.clock.set('2026-11-20T09:01:00Z')
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const slow = world.sender({ before: () => held }).round()
    const claimed = async () =>
      (await world.pool.query('SELECT 1 FROM messages WHERE leased_until IS NOT NULL')).rows.length
    await expect.poll(claimed).toBe(1)
    world.clock.time += 300_000
    await world.sender().round()
    letGo()
    await slow
    await world.work()
    expect(vera.messages()).toHaveLength(1)
  })

  test('one that is told to stop begins nothing any more', async () => {
    const vera = await world.volunteer()
    await owes(vera)
    world.clock.set('2026-11-20T09:01:00Z')
    const stopping = world.sender({ stopping: () => true })
    await stopping.round()
    expect(vera.messages()).toEqual([])
    await world.work({ seconds: 2 })
    expect(vera.messages()).toHaveLength(1)
  })
})
