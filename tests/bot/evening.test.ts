import { afterAll, beforeAll, expect, it } from 'vitest'
import { setClockForTests } from '@/config/clock'
import { deliverMessages } from '@/jobs/deliverMessages'
import { putOn } from '../factories/events'
import { violations } from '../factories/invariants'
import { makeEvent, makeService } from '../factories/schedule'
import type { App } from '../helpers/app'
import { startBotProcess, type BotProcess } from './bot-process'
import { CHAT, startHarness, type Harness } from './harness'
import { randomFrom, Robot, type Wish } from './robot'
import { makePeople, makeScene, strangerNumber, today, untilNoon } from './scene'

const VOLUNTEERS = 20
const UPDATES = 400
const OUTAGE_MS = 10 * 60_000
const RESTARTS = [5, 10, 15]
const OUTAGE_AT = 8

let harness: Harness & { app: App }
let bot: BotProcess
/** A whole evening fits before the next midnight, at whatever hour this runs. */
let ahead = untilNoon()
const stop = new AbortController()
let sending: Promise<void>
const output: string[] = []

const start = (): void =>
  void (bot = startBotProcess({ api: harness.api, databaseUrl: harness.databaseUrl, chat: CHAT, ahead }))

beforeAll(async () => {
  harness = await startHarness()
  setClockForTests(() => new Date(Date.now() + ahead))
  start()
  sending = deliverMessages(harness.app.payload, {
    stop: stop.signal,
    log: (line) => void output.push(line),
    pollMs: 100,
  })
})
afterAll(async () => {
  stop.abort()
  await bot.stop()
  await sending
  await harness.close()
})

const one = async <Row>(text: string): Promise<Row> => (await harness.pool.query(text)).rows[0] as Row

it(
  'an evening of twenty volunteers ends with nothing lost, nothing twice and no place overbooked',
  { timeout: 150_000 },
  async () => {
    const { api, pool } = harness
    // Fewer places than wishes, so that the last ones are fought for.
    const { place } = await makeScene(pool, { days: 2, capacity: 3, dayCapacity: 14 })
    const known = await makePeople(pool, 90)
    const supper = await makeEvent(pool, {
      place,
      dates: [today()],
      capacity: 40,
      lines: [
        { service: await makeService(pool, { title: 'Ужин' }), startTime: '18:00', endTime: '19:30', capacity: 40 },
      ],
    })
    for (const { id } of known.slice(0, 6)) await putOn(harness.app, id, supper.occurrences[0]?.[0] ?? '')
    const random = randomFrom(20_261_121)
    const again = new Set<number>()
    api.updates.delivery = {
      random,
      extra: ({ update_id }) => {
        if (random() >= 0.15) return 0
        again.add(update_id)
        return 1
      },
    }
    let strangers = 0
    const everybody: Robot[] = Array.from({ length: VOLUNTEERS }, (_, index) => {
      const own = randomFrom(index + 77)
      const nextWish = (): Wish => {
        const person = known[Math.floor(own() * known.length)] ?? { card: '', surname: '', name: '' }
        return own() < 0.2
          ? { card: null, ...strangerNumber((strangers += 1)), service: 'Регистрация' }
          : { card: person.card, surname: person.surname, name: person.name, service: own() < 0.5 ? 'Стирка' : 'Душ' }
      }
      return new Robot(
        harness.person({ id: 2_000 + index, name: `Волонтёр ${index + 1}`, member: true }),
        own,
        nextWish,
        () => everybody[(index + 1) % VOLUNTEERS]?.seen ?? [],
        { cancels: index % 3 === 0 ? 0.7 : 0.45, duty: index % 4 === 1 ? 0.6 : 0 },
      )
    })

    let over: (() => Promise<void>) | null = null
    let kills = 0
    for (let turn = 0; api.updates.all.length < UPDATES || turn <= Math.max(...RESTARTS); turn += 1) {
      if (turn === OUTAGE_AT) over = await api.outage()
      const said = everybody.flatMap((robot) => robot.act())
      if (over && turn === OUTAGE_AT + 1) {
        // They go on tapping what they see; Telegram keeps it and so do we what we have to say.
        bot.putForward((ahead += OUTAGE_MS))
        await over()
        over = null
      }
      if (over) continue
      if (RESTARTS.includes(turn)) {
        // In the middle of the work: some of the turn is done, some is under way.
        const ids = said.map(({ update_id }) => update_id)
        await harness.waitFor(
          'the first of this turn are handled',
          async () =>
            Number(
              (
                await pool.query(
                  `SELECT count(*) FROM telegram_updates WHERE update_id = ANY($1) AND status = 'done'`,
                  [ids],
                )
              ).rows[0].count,
            ) >= 3,
        )
        await bot.kill()
        kills += 1
        start()
      }
      await harness.handled(...said)
    }
    await harness.settled()
    await harness.waitFor('every message is sent', async () => {
      // What could not be said during the outage waits for its turn: virtual minutes pass.
      ahead += 500
      return (
        (
          await one<{ left: number }>(
            `SELECT count(*)::int AS left FROM messages WHERE status = 'pending' AND kind = 'bookingConfirmed'`,
          )
        ).left === 0
      )
    })

    expect(await violations(pool)).toEqual([])
    const updates = await one<{ stored: number; done: number }>(
      `SELECT count(*)::int AS stored, count(*) FILTER (WHERE status = 'done')::int AS done FROM telegram_updates`,
    )
    expect(updates).toEqual({ stored: api.updates.all.length, done: api.updates.all.length })

    // Each booking said once; of one that was taken back before there is nothing left to say.
    const confirmed = await one<{ sent: number; unsaid: number; other: number }>(
      `SELECT count(*) FILTER (WHERE status = 'sent')::int AS sent,
        count(*) FILTER (WHERE status = 'skipped')::int AS unsaid, count(*) FILTER (WHERE status NOT IN ('sent',
        'skipped'))::int AS other FROM messages WHERE kind = 'bookingConfirmed'`,
    )
    // Mostly the bot's own answer is the confirmation; what the worker says instead, it says once.
    const said = api.calls
      .filter(
        ({ method, params, answer }) =>
          method === 'sendMessage' && answer?.ok && String(params.text).includes('Запись подтверждена'),
      )
      .map(({ params }) => `${String(params.chat_id)} ${String(params.text)}`)
    expect({
      twice: said.length - new Set(said).size,
      other: confirmed.other,
      more: said.length > confirmed.sent,
    }).toEqual({ twice: 0, other: 0, more: false })

    const people = await one<{ twice: number }>(
      `SELECT count(*)::int AS twice FROM (SELECT full_name FROM visitors WHERE last_name LIKE '%кин'
        AND first_name = 'Тихон' GROUP BY 1 HAVING count(*) > 1) AS d`,
    )
    const booked = await one<{ active: number; cancelled: number; newcomers: number; full: number }>(
      `SELECT count(*) FILTER (WHERE status <> 'cancelled')::int AS active,
        count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
            (SELECT count(*)::int FROM visitors WHERE first_name = 'Тихон') AS newcomers, (SELECT count(*)::int
              FROM occurrences WHERE participants = capacity) AS full FROM participants`,
    )
    const answered = everybody.filter(({ tester }) => tester.menus() >= 1).length
    // A menu that went out in the moment of a kill stays behind; its buttons are old and say so.
    const leftBehind = everybody.reduce((sum, { tester }) => sum + tester.menus() - 1, 0)
    expect(leftBehind).toBeLessThanOrEqual(kills * 2)
    // Whatever was marked and taken back by several at once: the log leads from what was to what is.
    const marks = await one<{ made: number; undone: number; astray: number }>(
      `WITH m AS (SELECT subject_id AS id, action, changes->>'from' AS was, changes->>'to' AS became FROM audit_log
        WHERE action IN ('participant.marked', 'participant.markUndone'))
     SELECT count(*) FILTER (WHERE action = 'participant.marked')::int AS made,
       count(*) FILTER (WHERE action = 'participant.markUndone')::int AS undone,
            (SELECT count(*)::int FROM participants p, unnest(ARRAY['attended', 'noShow']) AS s
              WHERE p.status <> 'cancelled'
                AND (SELECT count(*) FILTER (WHERE became = s) - count(*) FILTER (WHERE was = s) FROM m
                WHERE m.id = p.id::text) <> (p.status::text = s)::int) AS astray FROM m`,
    )
    expect({ astray: marks.astray, made: marks.made > 0 }).toEqual({ astray: 0, made: true })
    expect(booked.cancelled).toBeGreaterThan(0)
    console.log(
      `The evening: ${api.updates.all.length} updates, ${again.size} delivered again, ${kills} times killed, ten ` +
        `minutes without Telegram; ${booked.active} booked, ${booked.cancelled} cancelled, ${marks.made} marked ` +
        `(${marks.undone} taken back), ${booked.newcomers} new visitors, ${booked.full} services full, ` +
        `${confirmed.sent} confirmations`,
    )
    expect({ twice: people.twice, kills, answered }).toEqual({ twice: 0, kills: 3, answered: VOLUNTEERS })
    expect(api.updates.all.length).toBeGreaterThanOrEqual(UPDATES)
    expect(booked.active).toBeGreaterThan(VOLUNTEERS / 2)
    expect(booked.full).toBeGreaterThan(0)
    expect(confirmed.unsaid).toBeLessThanOrEqual(booked.cancelled)
    expect(again.size).toBeGreaterThan(UPDATES * 0.08)
  },
)
