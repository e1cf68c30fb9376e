import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from './address'

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage

test.each([
  ['203.0.113.9', '198.51.100.1', [], '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1', ['127.0.0.1'], '198.51.100.1'],
  ['::ffff:127.0.0.1', '198.51.100.1', ['127.0.0.1'], '198.51.100.1'],
  ['127.0.0.1', '6.6.6.6, 198.51.100.1', ['127.0.0.1'], '198.51.100.1'],
  ['10.1.2.3', '198.51.100.1, 10.1.9.9', ['10.1.0.0/16'], '198.51.100.1'],
  ['10.2.2.3', '198.51.100.1', ['10.1.0.0/16'], '10.2.2.3'],
  ['127.0.0.1', 'not an address', ['127.0.0.1'], '127.0.0.1'],
  ['127.0.0.1', undefined, ['127.0.0.1'], '127.0.0.1'],
  ['::1', '2001:db8::5', ['::1'], '2001:db8::5'],
])('from %s with "%s" and trusted %j it is %s', (socket, forwarded, trusted, client) => {
  expect(clientAddress(from(socket, forwarded), trusted)).toBe(client)
})
