import http from 'node:http'
import https from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import type { Telegram } from 'telegraf'
import { classifyTelegramError } from './errors'

const MOST_BYTES = 20 * 1024 * 1024
const TIMEOUT_MS = 20_000

export type Download = { kind: 'bytes'; bytes: Buffer } | { kind: 'tooLarge' } | { kind: 'unavailable' }

/** Downloads a file sent to the bot, through the same server and proxy as the calls. */
export const downloadFile = async (
  telegram: Telegram,
  fileId: string,
  { proxy }: { proxy: string | undefined },
): Promise<Download> => {
  try {
    return { kind: 'bytes', bytes: await read(await telegram.getFileLink(fileId), proxy) }
  } catch (error) {
    if (error instanceof Unavailable) return { kind: error.tooLarge ? 'tooLarge' : 'unavailable' }
    const failure = classifyTelegramError(error)
    if (failure.kind === 'badRequest')
      return { kind: /too big/i.test(failure.description) ? 'tooLarge' : 'unavailable' }
    if (failure.kind === 'unreachable') return { kind: 'unavailable' }
    throw error
  }
}

class Unavailable extends Error {
  constructor(readonly tooLarge = false) {
    super()
  }
}

const read = (link: URL, proxy: string | undefined): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const fail = (): void => reject(new Unavailable())
    const secure = link.protocol === 'https:'
    const request = (secure ? https : http).get(
      link,
      { timeout: TIMEOUT_MS, ...(secure && proxy !== undefined && { agent: new HttpsProxyAgent(proxy) }) },
      (response) => {
        const chunks: Buffer[] = []
        let length = 0
        if (response.statusCode !== 200) return fail()
        response.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > MOST_BYTES) request.destroy(new Unavailable(true))
          else chunks.push(chunk)
        })
        response.on('error', (error) => reject(error instanceof Unavailable ? error : new Unavailable()))
        response.on('end', () => resolve(Buffer.concat(chunks)))
      },
    )
    request.on('timeout', () => request.destroy(new Unavailable()))
    request.on('error', (error) => reject(error instanceof Unavailable ? error : new Unavailable()))
  })
