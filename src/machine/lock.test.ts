import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startOf } from './identity'
import { isLock, tryLock } from './lock'

let folder: string
let file: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pristan-lock-'))
  file = path.join(folder, 'lock')
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

describe('the lock on a folder', () => {
  test('has one owner, named to whoever comes second', () => {
    const first = tryLock(file, 'npm start')
    expect(isLock(first)).toBe(true)
    expect(tryLock(file, 'npm run seed')).toEqual({
      pid: process.pid,
      started: startOf(process.pid),
      role: 'npm start',
    })
    if (isLock(first)) first.release()
    expect(fs.readdirSync(folder)).toEqual([])
    expect(isLock(tryLock(file, 'npm run seed'))).toBe(true)
  })

  test('is not kept by a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(child, 'spawn')
    fs.writeFileSync(file, JSON.stringify({ pid: child.pid, started: startOf(child.pid ?? 0), role: 'npm start' }))
    expect(isLock(tryLock(file, 'npm start'))).toBe(false)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isLock(tryLock(file, 'npm start'))).toBe(true)
  })

  test('is not kept by a stranger who was given the same process id', () => {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'another boot:12', role: 'npm start' }))
    expect(isLock(tryLock(file, 'npm start'))).toBe(true)
  })

  test.each(['', '{"pid":', 'null'])('is not kept by the broken file %j', (text) => {
    fs.writeFileSync(file, text)
    expect(isLock(tryLock(file, 'npm start'))).toBe(true)
    expect(fs.readdirSync(folder)).toEqual(['lock'])
  })
})
