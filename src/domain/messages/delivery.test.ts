import { expect, test } from 'vitest'
import { deliveryOf, type DeliveryFacts } from './delivery'

const now = new Date('2026-12-01T12:00:00Z')
const nothing = { count: 0, since: null }
const well: DeliveryFacts = {
  bot: true,
  volunteersChat: true,
  mail: true,
  botTroubles: [],
  waiting: { telegram: nothing, mail: nothing },
  backup: null,
}
const silent = (over: Partial<DeliveryFacts>) => deliveryOf({ ...well, ...over }, now).silent
const waiting = (minutes: number) => ({ count: 3, since: new Date(now.getTime() - minutes * 60_000) })

test.each<[string, Partial<DeliveryFacts>, ReturnType<typeof silent>]>([
  ['all is well', {}, { volunteers: null, chat: null, mail: null }],
  ['no bot at all', { bot: false }, { volunteers: 'noBot', chat: 'noBot', mail: null }],
  ['a token that is refused', { botTroubles: [{ kind: 'token' }] }, { volunteers: 'token', chat: 'token', mail: null }],
  [
    'a chat that is lost',
    { botTroubles: [{ kind: 'chatRemoved' }] },
    { volunteers: null, chat: 'chatLost', mail: null },
  ],
  ['no chat', { volunteersChat: false }, { volunteers: null, chat: 'noChat', mail: null }],
  ['updates that were given up', { botTroubles: [{ kind: 'parked' }] }, { volunteers: null, chat: null, mail: null }],
  ['no mail', { mail: false }, { volunteers: null, chat: null, mail: 'noMail' }],
  [
    'messages that wait too long',
    { waiting: { telegram: waiting(11), mail: waiting(11) } },
    { volunteers: 'waits', chat: 'waits', mail: 'waits' },
  ],
  [
    'messages that wait for a moment',
    { waiting: { telegram: waiting(9), mail: waiting(9) } },
    { volunteers: null, chat: null, mail: null },
  ],
])('%s', (_, facts, expected) => {
  expect(silent(facts)).toEqual(expected)
})

test('what waits is counted, and a backup that failed is said', () => {
  const facts = { ...well, bot: false, waiting: { telegram: waiting(1), mail: nothing }, backup: 'failed' as const }
  expect(deliveryOf(facts, now)).toMatchObject({ waiting: { telegram: 3, mail: 0 }, backup: 'failed' })
})
