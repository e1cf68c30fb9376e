import type { IncomingMessage } from 'node:http'
import net from 'node:net'
import { env } from '@/config/env'

/** An IPv4-mapped IPv6 address counts as its IPv4 address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/** The configured networks are the same array at every request, so their block list is cached. */
const known = new WeakMap<readonly string[], net.BlockList>()

const listOf = (networks: readonly string[]): net.BlockList => {
  const before = known.get(networks)
  if (before) return before
  const list = new net.BlockList()
  known.set(networks, list)
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = net.isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/**
 * The address of the real client. Each trusted proxy appends the address it saw to `X-Forwarded-For`, so the list is
 * read from its end. Anything before the first untrusted address may be forged.
 */
export const clientAddress = (
  req: Pick<IncomingMessage, 'headers' | 'socket'>,
  trusted: readonly string[] = env().trustedProxies,
): string => {
  const list = listOf(trusted)
  const isTrusted = (address: string): boolean => list.check(address, net.isIPv6(address) ? 'ipv6' : 'ipv4')
  const given = req.headers['x-forwarded-for']
  const said = (Array.isArray(given) ? given.join(',') : (given ?? '')).split(',').map((one) => plain(one.trim()))
  let client = plain(req.socket.remoteAddress ?? '')
  while (net.isIP(client) !== 0 && isTrusted(client)) {
    const before = said.pop()
    if (before === undefined || net.isIP(before) === 0) break
    client = before
  }
  return client
}
