import { expect, test } from 'vitest'
import { botTroubles, silentFor, worthALetter, type BotFacts } from './trouble'

const NOW = new Date('2026-12-01T09:00:00Z')
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000)
const facts = (over: Partial<BotFacts> = {}): BotFacts => ({
  watchedSince: ago(86_400),
  heardAt: ago(20),
  failure: null,
  chat: null,
  waitingSince: null,
  parkedAt: null,
  ...over,
})
const kinds = (over: Partial<BotFacts>): string[] => botTroubles(facts(over), NOW).map(({ kind }) => kind)

test.each<[string, Partial<BotFacts>, string[]]>([
  ['a bot that polls', {}, []],
  ['one that nobody has started yet', { watchedSince: null, heardAt: null }, []],
  ['one that was started a moment ago', { watchedSince: ago(100), heardAt: null }, []],
  ['one that never got through', { watchedSince: ago(130), heardAt: null }, ['silent']],
  ['an outage of a minute', { heardAt: ago(60), failure: { kind: 'unreachable', since: ago(55) } }, []],
  ['an outage of three', { heardAt: ago(180), failure: { kind: 'unreachable', since: ago(175) } }, ['silent']],
  ['a revoked token, at once', { heardAt: ago(2), failure: { kind: 'token', since: ago(1) } }, ['token']],
  ['a second instance for an hour', { heardAt: ago(3600), failure: { kind: 'conflict', since: ago(9) } }, ['conflict']],
  ['the chat is gone', { chat: { kind: 'chatNotFound', since: ago(5) } }, ['chatNotFound']],
  ['it hears and does not answer', { waitingSince: ago(121) }, ['behind']],
  ['it does not hear, and does not answer', { heardAt: ago(200), waitingSince: ago(300) }, ['silent']],
  [
    'something was given up',
    { parkedAt: ago(5), chat: { kind: 'chatRemoved', since: ago(5) } },
    ['chatRemoved', 'parked'],
  ],
])('%s', (_what, over, expected) => expect(kinds(over)).toEqual(expected))

test('says since when, and how long nothing was heard', () => {
  expect(botTroubles(facts({ heardAt: ago(121) }), NOW)).toEqual([{ kind: 'silent', since: ago(121) }])
  expect(silentFor(facts({ heardAt: ago(121) }), NOW)).toBe(121_000)
  expect(silentFor(facts({ watchedSince: null, heardAt: null }), NOW)).toBe(0)
})

test('a conflict of a moment is no letter, a revoked token is one at once', () => {
  expect(worthALetter({ kind: 'conflict', since: ago(30) }, NOW)).toBe(false)
  expect(worthALetter({ kind: 'conflict', since: ago(120) }, NOW)).toBe(true)
  expect(worthALetter({ kind: 'token', since: NOW }, NOW)).toBe(true)
})
