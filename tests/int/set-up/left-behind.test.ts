import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import type { TestProject } from 'vitest/node'
import { compiledEntry } from '../../helpers/compiledEntry'
import setup from '../../helpers/global-setup'
import { endProcess } from '../../helpers/leftBehind'
import { isAlive } from '../../system/processes'

/** Run instead of the migrations: a module that does nothing. */
const NOTHING = 'src/config/clock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-left-behind-'))
  chmodSync(folder, 0o755) // PostgreSQL runs as another user
})
afterEach(() => {
  delete process.env.TMPDIR
  rmSync(folder, { recursive: true, force: true })
})

/** The process id of the PostgreSQL started in the folder. */
const server = (): number => {
  // Its socket may have a folder of its own beside the data.
  const [file = ''] = readdirSync(folder)
    .map((name) => path.join(folder, name, 'postgres', 'postmaster.pid'))
    .filter((one) => existsSync(one))
  return Number.parseInt(readFileSync(file, 'utf8'), 10)
}

describe('of the set-up of the tests nothing is left', () => {
  test.each([
    ['can not tell its address to the tests', NOTHING, 'Nobody listens'],
    ['can not migrate', 'src/processes/nowhere.ts', 'Command failed'],
  ])('when it %s', async (_, migrate, why) => {
    process.env.TMPDIR = folder
    let started = 0
    const project = {
      config: { provide: { compiled: inject('compiled') } },
      provide: () => {
        started = server()
        throw new Error('Nobody listens')
      },
    } as unknown as TestProject
    await expect(setup(project, migrate)).rejects.toThrow(why)
    expect([readdirSync(folder), isAlive(started)]).toEqual([[], false])
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)('when it is ended by %s', async (signal) => {
    const run = spawn(
      process.execPath,
      ['scripts/run.mjs', compiledEntry('tests/int/set-up/abandoned.ts'), inject('compiled'), NOTHING],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: folder } },
    )
    const hasEnded = endProcess(run)
    await once(run.stdout, 'data')
    const started = server()
    expect(isAlive(started)).toBe(true)
    run.kill(signal)
    await once(run, 'exit')
    hasEnded()
    await expect.poll(() => [readdirSync(folder), isAlive(started)]).toEqual([[], false])
  })
})
