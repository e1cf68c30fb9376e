import { expect, test } from 'vitest'
import { createAttempts } from './attempts'

const numbered = () => {
  let last = 0
  return createAttempts(() => `k${(last += 1)}`)
}
const PATH = '/api/places'

test('a repeated request has the key of the first until it is answered', () => {
  const attempts = numbered()
  expect(attempts.begin(PATH, 'form', 'a')).toEqual({ key: 'k1', replaces: [] })
  expect(attempts.begin(PATH, 'form', 'a')).toEqual({ key: 'k1', replaces: [] })
  attempts.settle('k1', { created: true })
  expect(attempts.begin(PATH, 'form', 'a')).toEqual({ key: 'k2', replaces: [] })
})

test('a changed form names every attempt that it stands for, and going back to the first is another one', () => {
  const attempts = numbered()
  attempts.begin(PATH, 'form', 'a')
  expect(attempts.begin(PATH, 'form', 'b')).toEqual({ key: 'k2', replaces: ['k1'] })
  expect(attempts.begin(PATH, 'form', 'b')).toEqual({ key: 'k2', replaces: ['k1'] })
  expect(attempts.begin(PATH, 'form', 'a')).toEqual({ key: 'k3', replaces: ['k1', 'k2'] })
  // A refusal settles one of them; what became of the others is as unknown as before.
  attempts.settle('k3', { created: false })
  expect(attempts.begin(PATH, 'form', 'c')).toEqual({ key: 'k4', replaces: ['k1', 'k2'] })
})

test('another form, another route and a dialog know nothing of it', () => {
  const attempts = numbered()
  attempts.begin(PATH, 'form', 'a')
  expect(attempts.begin(PATH, 'other', 'b').replaces).toEqual([])
  expect(attempts.begin('/api/services', 'form', 'b').replaces).toEqual([])
  // Somebody else typed into the same dialog is somebody else.
  expect(attempts.begin('/api/visitors', null, 'Иванов').key).toBe('k4')
  expect(attempts.begin('/api/visitors', null, 'Петров')).toEqual({ key: 'k5', replaces: [] })
  expect(attempts.begin('/api/visitors', null, 'Иванов').key).toBe('k4')
  attempts.forget('form')
  expect(attempts.begin(PATH, 'form', 'a')).toEqual({ key: 'k6', replaces: [] })
})
