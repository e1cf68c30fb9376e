import { describe, expect, test } from 'vitest'
import { languageOfHeader } from '@/i18n/language'
import {
  bodyLimit,
  MAX_BODY,
  MAX_UPLOAD,
  mayHoldNul,
  readableArguments,
  readableJson,
  readableUrl,
  requestId,
  wantedBody,
} from './check'

describe('a URL is readable', () => {
  test.each([
    ['/', true],
    ['/api/visitors/search?q=%D0%98%D0%B2%D0%B0%D0%BD', true],
    ['/api/visitors/search?q=100%25', true],
    ['/api/visitors/search?q=100%', false],
    ['/api/%E0%A4%A', false],
    ['/api/visitors/search?q=%FF', false],
    ['/api/visitors/search?q=a%00b', false],
    ['/api/%00', false],
    ['*', false],
    ['http://other.example/api', false],
    ['', false],
  ])('%s: %s', (url, readable) => expect(readableUrl(url)).toBe(readable))
})

describe('a JSON body is readable', () => {
  const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
  test.each([
    ['{"a":1}', true],
    ['', true],
    [' \n', true],
    ['\uFEFF{"a":1}', true],
    ['{"text":"a \\\\u0000 b"}', true],
    ['{"text":"a \\u0000 b"}', false],
    ['{"list":[{"\\u0000":1}]}', false],
    ['{"a":1', false],
    ['[]', false],
    ['null', false],
    ['5', false],
    [nested(20), true],
    [nested(40), false],
    [nested(100_000), false],
    [`{"a":${'['.repeat(400_000)}`, false],
  ])('%.40s: %s', (text, readable) => expect(readableJson(Buffer.from(text))).toBe(readable))

  test('bytes that are not UTF-8 are not', () => {
    expect(readableJson(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]))).toBe(false)
  })
})

test('only what Telegram hands on may hold NUL', () => {
  const body = Buffer.from('{"list":[{"\\u0000":"\\u0000"}]}')
  expect(readableJson(body, { nul: mayHoldNul('/api/telegram/webhook') })).toBe(true)
  expect(readableJson(body, { nul: mayHoldNul('/api/telegram/webhooks') })).toBe(false)
  expect(readableJson(Buffer.from('{"a":'.repeat(40)), { nul: true })).toBe(false)
})

test('only uploads may be large', () => {
  expect(bodyLimit('/api/media')).toBe(MAX_UPLOAD)
  expect(bodyLimit('/api/media/5?depth=0')).toBe(MAX_UPLOAD)
  expect(bodyLimit('/api/mediation')).toBe(MAX_BODY)
  expect(bodyLimit('/api/bookings')).toBe(MAX_BODY)
})

test('a request keeps its own id when it is harmless', () => {
  expect(requestId('abc-1.2:3')).toBe('abc-1.2:3')
  for (const bad of [undefined, '', 'a b', 'x\r\ny', 'я', 'a'.repeat(129), ['a', 'b']])
    expect(requestId(bad)).toMatch(/^[0-9a-f-]{36}$/)
})

test('the language of an answer', () => {
  expect(languageOfHeader(undefined)).toBe('ru')
  expect(languageOfHeader('en-US,en;q=0.9')).toBe('en')
  expect(languageOfHeader('ru;q=0.5, en;q=0.8')).toBe('en')
  expect(languageOfHeader('de, fr')).toBe('ru')
  expect(languageOfHeader('en;q=0, ru')).toBe('ru')
})

test.each([
  ['/api/bookings', 'application/json; charset=utf-8', undefined, 'object'],
  ['/api/bookings', 'text/plain', undefined, 'object'],
  ['/api/bookings', undefined, undefined, 'object'],
  ['/api/media', 'multipart/form-data; boundary=x', undefined, 'anything'],
  ['/api/visitors', 'application/x-www-form-urlencoded', undefined, 'anything'],
  ['/admin/login', 'text/plain;charset=UTF-8', 'abc', 'arguments'],
  ['/admin/login', 'text/plain', undefined, 'anything'],
])('what %s of type %s has to be', (url, type, action, wanted) => {
  expect(wantedBody({ url, headers: { 'content-type': type, 'next-action': action } })).toBe(wanted)
})

test('arguments are a list that nobody has to recurse into for long', () => {
  const read = (text: string): boolean => readableArguments(Buffer.from(text))
  expect([read('[{"name":"form-state"}]'), read('["$undefined"]')]).toEqual([true, true])
  expect([read('{}'), read(''), read('['.repeat(200_000)), read(`${'['.repeat(90)}${']'.repeat(90)}`)]).toEqual([
    false,
    false,
    false,
    false,
  ])
})
