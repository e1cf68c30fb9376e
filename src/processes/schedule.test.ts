import { describe, expect, test } from 'vitest'
import type { Job } from '@/jobs/job'
import { begun, dueAt, failed, NEVER_RAN, succeeded } from './schedule'

const run = async () => undefined
const minutely: Job = { name: 'sweep', everySeconds: 60, run }
const nightly: Job = { name: 'extend', dailyAt: '03:30', zone: 'Europe/Moscow', run }
const at = (text: string): Date => new Date(text)

describe('a job is due', () => {
  test('at once when it never ran', () => {
    for (const job of [minutely, nightly])
      expect(dueAt(job, NEVER_RAN).getTime()).toBeLessThan(at('2026-01-01T00:00:00Z').getTime())
  })

  test('so many seconds after it last began', () => {
    expect(dueAt(minutely, succeeded(at('2026-11-21T10:00:00Z')))).toEqual(at('2026-11-21T10:01:00Z'))
  })

  test.each([
    ['before the hour', '2026-11-21T00:10:00Z', '2026-11-21T00:30:00Z'],
    ['at the hour', '2026-11-21T00:30:00Z', '2026-11-22T00:30:00Z'],
    ['after it, the next day', '2026-11-21T12:00:00Z', '2026-11-22T00:30:00Z'],
  ])('daily at the hour of its zone: last run %s', (_, last, next) => {
    expect(dueAt(nightly, succeeded(at(last)))).toEqual(at(next))
  })

  test('once on the days when the clock changes', () => {
    const berlin: Job = { name: 'extend', dailyAt: '02:30', zone: 'Europe/Berlin', run }
    expect(dueAt(berlin, succeeded(at('2026-03-28T01:30:00Z')))).toEqual(at('2026-03-29T01:30:00Z'))
    expect(dueAt(berlin, succeeded(at('2026-10-25T00:30:00Z')))).toEqual(at('2026-10-26T01:30:00Z'))
  })

  test('later after each failure, and as usual after a success', () => {
    let state = succeeded(at('2026-11-21T10:00:00Z'))
    const failedAt = at('2026-11-21T10:01:00Z')
    const waits: number[] = []
    for (let count = 0; count < 9; count += 1) {
      state = failed(state, failedAt)
      waits.push((dueAt(minutely, state).getTime() - failedAt.getTime()) / 1000)
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1800, 1800, 1800])
    expect(dueAt(minutely, succeeded(failedAt))).toEqual(at('2026-11-21T10:02:00Z'))
  })

  test('after hours when it is heavy and keeps failing', () => {
    let state = succeeded(at('2026-11-21T00:30:00Z'))
    const failedAt = at('2026-11-22T00:31:00Z')
    const minutes = Array.from({ length: 8 }, () => {
      state = failed(state, failedAt)
      return (dueAt(nightly, state).getTime() - failedAt.getTime()) / 60_000
    })
    expect(minutes).toEqual([0.5, 2, 8, 32, 128, 360, 360, 360])
  })

  test('at once when it was cut off once, later when it ends its process every time', () => {
    const beganAt = at('2026-11-22T00:30:00Z')
    const once = begun(succeeded(at('2026-11-21T00:30:00Z')), beganAt)
    expect(dueAt(nightly, once)).toEqual(beganAt)
    let state = once
    const minutes = Array.from({ length: 6 }, () => {
      state = begun(state, beganAt)
      return (dueAt(nightly, state).getTime() - beganAt.getTime()) / 60_000
    })
    expect(minutes).toEqual([0.5, 2, 8, 32, 128, 360])
    expect(dueAt(nightly, failed(state, beganAt)).getTime() - beganAt.getTime()).toBe(30_000)
  })
})
