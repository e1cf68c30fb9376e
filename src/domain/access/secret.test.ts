import { expect, it } from 'vitest'
import { isWeakSecret } from './secret'

it.each([
  ['a', true],
  ['changeme', true],
  ['secretsecretsecretsecretsecret', true],
  ['a'.repeat(64), true],
  ['12341234123412341234123412341234', true],
  ['b5c1f0e9a7d24b6', true],
  ['b5c1f0e9a7d24b6e8f3c9d1e2a4b6c8d', false],
  ['Q2xhc3Mgb2YgMTk5OTogd2VhciBz', false],
])('%s can be guessed: %s', (secret, weak) => expect(isWeakSecret(secret)).toBe(weak))
