import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processesOf } from '@/db/embedded/postmaster'
import { violations } from '../factories/invariants'
import { randomFrom } from '../bot/robot'
import { botDifferences, startLoad } from './load'
import { LONG, SEED, startStage, timeUntil, type Stage } from './stage'

const AWAY_MS = LONG ? 60_000 : 6_000
const BACK_MS = LONG ? 5_000 : 20_000

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

const readiness = async (): Promise<number> => {
  const response = await fetch(`${stage.product.url}/api/health/ready`, { signal: AbortSignal.timeout(10_000) })
  await response.arrayBuffer()
  return response.status
}

test(`a database that does not answer for ${AWAY_MS / 1000} s is said to be away, and everything goes on when it is back`, async () => {
  console.log(`seed ${SEED}`)
  const load = await startLoad(stage, { random: randomFrom(SEED) })
  await sleep(2_000)
  // Stopped, not killed: connections stay open and nobody is told anything.
  const stopped = processesOf(path.join(stage.product.dataDir, 'postgres'))
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  const since = Date.now()
  try {
    await timeUntil('readiness says that the database is away', async () => (await readiness()) === 503, 15_000)
    await sleep(Math.max(0, AWAY_MS - (Date.now() - since)))
    const alive = await fetch(`${stage.product.url}/api/health/live`, { signal: AbortSignal.timeout(5_000) })
    expect(alive.status).toBe(200)
  } finally {
    for (const pid of stopped) process.kill(pid, 'SIGCONT')
  }
  const back = await timeUntil('the API answers again', () => stage.works('web'))
  for (const part of ['worker', 'bot'] as const) await timeUntil(`${part} works again`, () => stage.works(part))
  await sleep(1_000)
  await load.end()
  const { ledger } = load
  console.log(
    `back after ${(back / 1000).toFixed(2)} s; ${ledger.acknowledged} answers acknowledged, ${ledger.again} asked ` +
      `again, ${load.updates()} updates`,
  )
  expect(await violations(stage.pool)).toEqual([])
  expect(await ledger.differences(stage.pool)).toEqual([])
  expect(await botDifferences(stage)).toEqual([])
  expect([...ledger.refused.keys()].filter((code) => code === 'UNAUTHENTICATED' || code === 'FAILED')).toEqual([])
  expect(back).toBeLessThan(BACK_MS)
})
