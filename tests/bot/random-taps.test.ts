import { afterAll, beforeAll, expect, it } from 'vitest'
import { buttonsOf } from '@/bot/local-api/person'
import type { Shown } from '@/bot/local-api/chats'
import { putOn } from '../factories/events'
import { violations } from '../factories/invariants'
import { makeEvent, makeService } from '../factories/schedule'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'
import { randomFrom } from './robot'
import { makePeople, makeScene, NOON, today } from './scene'
import { faultIn, keptOf, screenFault, screenOf, worldOf, type Kept, type World } from './taps-model'

/** `npm run test:taps` takes the long way. */
const STEPS = Number(process.env.TAPS ?? 300)
const SEED = Number(process.env.TAPS_SEED ?? 20_261_130)
const TEXTS = ['Абрамов', 'белкин', '50003', 'без лактозы', 'Новиков Тихон 89161234567', 'нет', '1975', '/start']
const MORE_TEXTS = ['/cancel', '/duty', '/mine', '/new', '/help', '👍', '🔎 Найти', 'а'.repeat(600), '<b>&', '%_\\']

let given: Awaited<ReturnType<typeof startHarness>>
let people: Map<string, string>
beforeAll(async () => {
  given = await startHarness({ now: NOON, run: inProcess })
  const { place } = await makeScene(given.pool, { days: 3, capacity: 2, dayCapacity: 6 })
  const known = await makePeople(given.pool, 24)
  people = new Map(known.map(({ card, id }) => [card, id]))
  const supper = await makeEvent(given.pool, {
    place,
    dates: [today()],
    capacity: 40,
    lines: [
      { service: await makeService(given.pool, { title: 'Ужин' }), startTime: '00:00', endTime: '23:59', capacity: 40 },
    ],
  })
  for (const { id } of known.slice(0, 12)) await putOn(given.app, id, supper.occurrences[0]?.[0] ?? '')
})
afterAll(() => given.close())

type Button = { text: string; callback_data?: string }

it(
  `${STEPS} random taps: the screen is true, nothing chosen is lost in silence, an undo undoes what it names`,
  { timeout: 60_000 + STEPS * 400 },
  async () => {
    const random = randomFrom(SEED)
    const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
    const volunteers = [1, 2].map((id) => given.person({ id: 9_000 + id, name: `Волонтёр ${id}`, member: true }))
    const ids = new Map<Tester, string>()
    const old = new Map<Tester, { button: Button; on: Shown }[]>()
    for (const tester of volunteers) {
      await tester.says('/start')
      const { rows } = await given.pool.query<{ id: string }>('SELECT id FROM volunteers WHERE telegram_id = $1', [
        String(tester.id),
      ])
      ids.set(tester, rows[0]?.id ?? '')
      old.set(tester, [])
    }
    const done: string[] = []
    const kinds = { taps: 0, doubles: 0, old: 0, texts: 0, restarts: 0 }
    const look = async (tester: Tester): Promise<{ world: World; kept: Kept | null }> => ({
      world: await worldOf(given.pool, ids.get(tester) ?? ''),
      kept: await keptOf(given.pool, tester.id),
    })

    for (let step = 0; step < STEPS; step += 1) {
      const tester = pick(volunteers) ?? volunteers[0]!
      const before = await look(tester)
      const shown = screenOf(tester)
      const buttons = shown ? (buttonsOf(shown).flat() as Button[]) : []
      const seen = old.get(tester) ?? []
      const mood = random()
      const button = pick(buttons)
      let deed: Parameters<typeof faultIn>[0]['deed'] = { kind: 'nothing' }
      if (mood < 0.004) {
        kinds.restarts += 1
        await given.stopBot()
        await given.startBot()
      } else if (mood < 0.1) {
        kinds.texts += 1
        deed = { kind: 'text' }
        await tester.says(pick([...TEXTS, ...MORE_TEXTS]) ?? '')
      } else if (mood < 0.18 && seen.length > 0) {
        const one = pick(seen)
        kinds.old += 1
        if (one && shown && JSON.stringify(buttons).includes(one.button.callback_data ?? '?')) continue
        if (one) await tester.presses(one.button, one.on)
      } else if (button && shown) {
        const times = mood < 0.3 ? 2 : 1
        kinds[times === 2 ? 'doubles' : 'taps'] += 1
        deed = { kind: 'tap', label: button.text }
        const copy = { ...shown }
        seen.push(...buttons.map((one) => ({ button: one, on: copy })))
        seen.splice(0, Math.max(0, seen.length - 200))
        await given.handled(...Array.from({ length: times }, () => tester.telegram.presses(button, shown)))
      }
      const now = await look(tester)
      done.push(`${tester.id} ${deed.kind} ${deed.kind === 'tap' ? deed.label : ''}`)
      if (!now.kept) throw new Error(`no conversation after ${done.at(-1)}`)
      // A screen is as true as the moment it was shown: the other volunteer may have marked somebody since.
      const fault =
        faultIn({ deed, before, after: { world: now.world, kept: now.kept } }, tester) ??
        screenFault(tester, now.kept, now.world, deed.kind === 'nothing' ? new Map() : people)
      if (fault !== null)
        throw new Error(
          `step ${step} of seed ${SEED}: ${fault}\n${done.slice(-12).join('\n')}\n${tester.chat()}\n` +
            JSON.stringify({ before: before.kept, after: now.kept }, null, 1),
        )
    }
    expect(await violations(given.pool)).toEqual([])
    const { rows } = await given.pool.query<{ status: string; count: number }>(
      'SELECT status::text, count(*)::int AS count FROM participants GROUP BY 1 ORDER BY 1',
    )
    console.log(`Random taps: ${JSON.stringify(kinds)}, ${JSON.stringify(rows)}`)
  },
)
