import { afterEach, expect, it } from 'vitest'
import { logTheConsole } from './console'
import { logEvent, writeLinesWith } from '@/config/log'

const own = { ...console }
afterEach(() => {
  Object.assign(console, own)
  writeLinesWith(own.log)
})

it('what libraries write to the console is in the log, without what they tell of people', () => {
  const lines: string[] = []
  console.log = (line: string) => void lines.push(line)
  logTheConsole()
  const failed = Object.assign(new Error('Failed query: select "id" where "last_name" = $1\nparams: Зубков'), {
    cause: new Error('x'),
  })
  console.error(failed)
  console.error('There was an error: Зубков', failed, { q: 'Зубков' })
  console.warn('Not found Зубков +79161234567')
  console.log({ lastName: 'Зубков' })
  logEvent({ msg: 'a line of ours: "with a colon"' })
  const all = lines.join('\n')
  expect(all).not.toMatch(/Зубков|select|9161234567/)
  expect(lines.map((line) => line.split('\n')[0])).toEqual([
    'console   ERROR console.error',
    'console   ERROR There was an error',
    'console   WARN Not found … …',
    'console   console.log',
    expect.stringMatching(/a line of ours: "with a colon"$/),
  ])
})
