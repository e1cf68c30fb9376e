import { expect, it } from 'vitest'
import { isWeakPassword } from './weak'

it.each([
  'abc',
  '      ',
  '            ',
  'password',
  'password1234',
  'Password12345!',
  'P@ssw0rd12345',
  'qwertyuiop123',
  'йцукенгшщзхъ',
  '123456789012',
  '000000000000',
  'aaaaaaaaaaaaaaaa',
  'abcabcabcabc',
  'administrator1',
  'admin2026admin2026',
  'Пароль123456',
  'привет1234567890',
  'pristan-pristan-2026',
  'zxcvbnmasdfghjkl',
  'x'.repeat(60) + 'correct horse battery staple'.repeat(4),
])('%s is refused', (password) => expect(isWeakPassword(password)).toBe(true))

it.each([
  'correct horse battery staple',
  'три зелёных автобуса',
  'Kx7!vPq2#mZr',
  '9f0c5f4e-1bd1-4c57-9d7c-0e1d2f3a4b5c',
  'b0FvX2pRk1lQw9Tz',
  'мой кот спит на печке',
])('%s is taken', (password) => expect(isWeakPassword(password)).toBe(false))

it.each([
  ['ольга.соколова@приют.рф', 'Ольга Соколова', 'Соколова Ольга 1987'],
  ['olga.sokolova@example.org', 'Ольга', 'sokolova-example1'],
  ['zubkov@nochlezhka.org', 'Пётр Зубков', 'nochlezhkaZubkov'],
])('what %s and %s say about an account is no password: %s', (email, name, password) => {
  expect(isWeakPassword(password, [email, name])).toBe(true)
  expect(isWeakPassword(password)).toBe(false)
  expect(isWeakPassword('три зелёных автобуса', [email, name])).toBe(false)
})
