import { expect, it } from 'vitest'
import { LASTING, openVisitorData } from '@/notifications/telegram/buttons'
import { decode, encode } from './action'

const ID = '0198a000-0000-7000-8000-00000000000f'

it('a button says the same after its way through Telegram, in 64 bytes', () => {
  for (const action of [
    { verb: 'slot', id: ID },
    { verb: 'mark', id: ID, arg: 'attended' },
    { verb: 'date', arg: '2026-12-01' },
    { verb: 'home' },
  ] as const) {
    const data = encode('abcde', action)
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
    expect(decode(data)).toEqual({ nonce: 'abcde', action: { id: undefined, arg: undefined, ...action } })
  }
})

it('what nobody of us has made is not a button', () => {
  for (const data of ['', 'x', 'abcde.zz..', 'abcde.0', 'abcde.0.AAAA.', '.0..']) expect(decode(data)).toBeNull()
})

it('a button under a message of its own opens the visitor it names', () => {
  expect(decode(openVisitorData(ID))).toEqual({ nonce: LASTING, action: { verb: 'visitor', id: ID, arg: undefined } })
})
