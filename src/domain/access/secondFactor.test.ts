import { expect, it } from 'vitest'
import { addressOfSecret, inGroups, isOtp, isRecoveryCode, newSecret, stepOf, withoutGroups } from './secondFactor'

/** "12345678901234567890", the secret of the examples in RFC 6238. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number): Date => new Date(seconds * 1000)

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('takes the code of the RFC at %i', (seconds, code) => {
  expect(stepOf(SECRET, code, { now: at(seconds), after: 0 })).toBe(Math.floor(seconds / 30))
})

it('takes a code one step early and one step late, and no further', () => {
  const taken = [-61, -31, -30, 0, 29, 59, 60].map(
    (late) => stepOf(SECRET, '005924', { now: at(1_234_567_890 + late), after: 0 }) !== null,
  )
  expect(taken).toEqual([false, false, true, true, true, true, false])
})

it('takes a step once, and none before it', () => {
  const step = 1_234_567_890 / 30
  const again = (after: number) => stepOf(SECRET, '005924', { now: at(1_234_567_890), after })
  expect([again(step - 1), again(step), again(step + 1)]).toEqual([step, null, null])
})

it.each(['', '00592', '0059244', 'abcdef', '００５９２４', '5924'])('%s is no code', (code) => {
  expect(isOtp(code)).toBe(false)
  expect(stepOf(SECRET, code, { now: at(1_234_567_890), after: 0 })).toBe(null)
})

it('makes secrets of 160 bits that an app can read', () => {
  const secret = newSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(secret).not.toBe(newSecret())
  const address = new URL(addressOfSecret(secret, { issuer: 'Пристань', label: 'ольга@example.org' }))
  expect([address.protocol, address.host, address.searchParams.get('secret')]).toEqual(['otpauth:', 'totp', secret])
})

it('reads codes as people write them', () => {
  expect(withoutGroups(' 123 456\u00a0')).toBe('123456')
  expect(inGroups('1234567890123456')).toBe('1234-5678-9012-3456')
  expect(isRecoveryCode(withoutGroups('1234-5678 9012-3456'))).toBe(true)
  expect(['123456', '12345678901234567', 'abcd567890123456'].some(isRecoveryCode)).toBe(false)
})
