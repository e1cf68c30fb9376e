import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../factories/invariants'
import { randomFrom } from '../bot/robot'
import { isAlive } from '../system/processes'
import { botDifferences, startLoad } from './load'
import { figures, LONG, SEED, startStage, timeUntil, type Part, type Stage } from './stage'

/** Of the processes, and of PostgreSQL: its postmaster mostly, now and then the server of one connection. */
const KILLS = LONG ? { processes: 100, postgres: 50 } : { processes: 3, postgres: 2 }
/**
 * Promised is 5 s, also while the load goes on and takes its share of the processor. In short other tests share the
 * machine, too: there it is held to four times that.
 */
const BACK_MS = LONG ? 5_000 : 20_000

const PARTS = ['web', 'worker', 'bot', 'postgres'] as const

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

const kill = (pid: number): void => void process.kill(pid, 'SIGKILL')

const backendPid = async (): Promise<number> => {
  const { rows } = await stage.pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
      ORDER BY random() LIMIT 1`,
  )
  return rows[0]?.pid ?? stage.pidOf('postgres')
}

test(`what is killed while nothing else goes on is back within ${BACK_MS / 1000} seconds`, async () => {
  for (const part of PARTS) {
    const [pid, before] = [stage.pidOf(part), await stage.holder(part)]
    kill(pid)
    await timeUntil(`${part} ${pid} is gone`, async () => !isAlive(pid))
    const ms = await timeUntil(`${part} works again`, () => stage.works(part, before))
    console.log(`${part} back after ${(ms / 1000).toFixed(2)} s`)
    expect([part, ms < BACK_MS]).toEqual([part, true])
  }
  for (const part of PARTS) await timeUntil(`${part} works after all kills`, () => stage.works(part))
})

test(`${KILLS.processes} kill -9 of web, worker and bot and ${KILLS.postgres} of PostgreSQL under load lose nothing, leave nothing half done and do nothing twice`, async () => {
  console.log(`seed ${SEED}`)
  const random = randomFrom(SEED)
  const load = await startLoad(stage, { random })
  const plan: Part[] = [
    ...Array.from(
      { length: KILLS.processes },
      (_, index): Part => (['web', 'worker', 'bot'] as const)[index % 3] ?? 'web',
    ),
    ...Array.from({ length: KILLS.postgres }, (): Part => 'postgres'),
  ]
    .map((part) => ({ part, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ part }) => part)

  const back: Record<Part, number[]> = { web: [], worker: [], bot: [], postgres: [] }
  for (const part of plan) {
    await sleep(200 + random() * 1_300)
    const pid = part === 'postgres' && random() < 0.2 ? await backendPid() : stage.pidOf(part)
    const before = await stage.holder(part)
    kill(pid)
    await timeUntil(`${part} ${pid} is gone`, async () => !isAlive(pid))
    back[part].push(await timeUntil(`${part} works again`, () => stage.works(part, before)))
    // A killed PostgreSQL took the locks of worker and bot along.
    for (const other of ['web', 'worker', 'bot'] as const)
      await timeUntil(`${other} works again after ${part}`, () => stage.works(other))
  }
  await load.end()

  const { ledger } = load
  console.log(
    `${ledger.acknowledged} answers acknowledged, ${ledger.again} asked again, ${ledger.participants.size} ` +
      `participants, ${load.updates()} updates of Telegram; refused: ` +
      `${JSON.stringify(Object.fromEntries(ledger.refused))}`,
  )
  for (const part of PARTS) console.log(`${part.padEnd(8)} killed ${figures(back[part])}`)
  expect([...ledger.refused.keys()].filter((code) => code === 'UNAUTHENTICATED' || code === 'FAILED')).toEqual([])
  expect(await violations(stage.pool)).toEqual([])
  expect(await ledger.differences(stage.pool)).toEqual([])
  expect(await botDifferences(stage)).toEqual([])
  expect(ledger.acknowledged).toBeGreaterThan(plan.length)
  expect(load.updates()).toBeGreaterThan(plan.length / 2)
  for (const part of PARTS) expect([part, Math.max(...back[part]) < BACK_MS]).toEqual([part, true])
})
