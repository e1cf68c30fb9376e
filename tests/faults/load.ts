import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { randomFrom, Robot, type Random } from '../bot/robot'
import { makePeople, makeScene, ZONE } from '../bot/scene'
import { localDate } from '@/domain/time/zone'
import { Ledger, workAtTheDoor } from './ledger'
import type { Stage } from './stage'

export type Load = {
  ledger: Ledger
  updates: () => number
  /** Lets everybody finish what they began, and the bot what it was told. */
  end: () => Promise<void>
}

type Options = { random: Random; doors?: number; volunteers?: number }

/** People at the door over the API, volunteers in Telegram, all at once, on fewer places than they wish for. */
export const startLoad = async (stage: Stage, { random, doors = 5, volunteers = 3 }: Options): Promise<Load> => {
  const { pool, product, token, telegram, api } = stage
  const place = await makePlace(pool)
  const [laundry, shower] = [
    await makeService(pool, { title: 'Прачечная' }),
    await makeService(pool, { title: 'Баня' }),
  ]
  const { occurrences } = await makeEvent(pool, {
    place,
    dates: [localDate(new Date(), ZONE)],
    capacity: 30,
    lines: Array.from({ length: 8 }, (_, index) => ({
      service: index % 2 === 0 ? laundry : shower,
      startTime: `${String(8 + index).padStart(2, '0')}:00`,
      endTime: `${String(9 + index).padStart(2, '0')}:00`,
      capacity: 6,
    })),
  })
  await makeScene(pool, { days: 4, capacity: 4, dayCapacity: 20 })
  const known = await makePeople(pool, 60)
  const people = await makeVisitors(pool, doors * 10)

  const ledger = new Ledger()
  const stop = new AbortController()
  const atTheDoor = Array.from({ length: doors }, (_, index) =>
    workAtTheDoor({
      url: () => product.url,
      token,
      ledger,
      random: randomFrom(Math.floor(random() * 1e6)),
      visitors: people.slice(index * 10, index * 10 + 10),
      occurrences: occurrences.flat(),
      stop: stop.signal,
    }),
  )

  const handled = async (updates: readonly Update[]): Promise<void> => {
    const ids = updates.map(({ update_id }) => update_id)
    while (!stop.signal.aborted) {
      const { rows } = await pool
        .query('SELECT 1 FROM telegram_updates WHERE update_id = ANY($1) AND status <> $2', [ids, 'pending'])
        .catch(() => ({ rows: [] as unknown[] }))
      if (rows.length === ids.length) return
      await sleep(30)
    }
  }
  const inTelegram = Array.from({ length: volunteers }, async (_, index) => {
    const own = randomFrom(Math.floor(random() * 1e6))
    const wish = () => {
      const { card, surname, name } = known[Math.floor(own() * known.length)] ?? { card: '', surname: '', name: '' }
      return { card, surname, name, service: own() < 0.5 ? 'Стирка' : 'Душ' }
    }
    const robot = new Robot(
      telegram.person({ id: 4_000 + index, name: `Волонтёр ${index + 1}`, member: true }),
      own,
      wish,
      () => [],
      { cancels: 0.3 },
    )
    while (!stop.signal.aborted) {
      await handled(robot.act())
      await sleep(100 + own() * 200)
    }
  })
  return {
    ledger,
    updates: () => api.updates.all.length,
    end: async () => {
      stop.abort()
      await Promise.all([...atTheDoor, ...inTelegram])
      await telegram.settled(90_000)
    },
  }
}

/** What Telegram and the messages have to say about an evening in which anything was killed. */
export const botDifferences = async ({ pool, api }: Stage): Promise<string[]> => {
  const { rows } = await pool.query<{ what: string }>(`
    SELECT format('update %s is %s: %s', update_id, status, last_error) AS what FROM telegram_updates
      WHERE status <> 'done'
    UNION ALL
    SELECT format('%s confirmations of one booking of participant %s', count(*), participant) FROM (
      SELECT jsonb_array_elements_text(payload->'participants') AS participant, id FROM messages
        WHERE kind = 'bookingConfirmed') m
     GROUP BY participant HAVING count(*) > (SELECT count(*) FROM audit_log l WHERE l.subject_id = participant
       AND l.action = 'participant.booked')
    UNION ALL
    SELECT format('visitor %s was booked by the bot %s times and %s were kept', visitor_id, count(*), 1)
      FROM participants WHERE source = 'bot' GROUP BY visitor_id, occurrence_id HAVING count(*) > 1`)
  const stored = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM telegram_updates')
  const missing = api.updates.all.length - (stored.rows[0]?.count ?? 0)
  return [
    ...rows.map(({ what }) => what),
    ...(missing === 0 ? [] : [`${missing} updates of Telegram were never stored`]),
  ]
}
