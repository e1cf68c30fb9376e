import type { IncomingHttpHeaders } from 'node:http'
import type { Transform } from 'node:stream'
import zlib from 'node:zlib'
import Negotiator from 'negotiator'

/** Text that gets shorter. Photos, Excel files and their like are compressed already. */
const TEXT = /^(?:text\/(?!event-stream)|application\/(?:json|[\w.-]+\+json)\b)/

export const isText = (type: string): boolean => TEXT.test(type)

/** Below that the answer fits a packet anyway. */
const LEAST_BYTES = 1_024

export type Coding = 'br' | 'gzip'
/** Brotli where a client likes both alike: the same time, and shorter. */
const PREFERRED: readonly (Coding | 'identity')[] = ['br', 'gzip', 'identity']

/** What the client takes best of what we can do; null for none. */
export const codingFor = (headers: IncomingHttpHeaders): Coding | null => {
  if (!headers['accept-encoding']) return null
  const best = new Negotiator({ headers }).encoding(PREFERRED, { preferred: PREFERRED })
  return best === undefined || best === 'identity' ? null : best
}

const { constants } = zlib
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
const GZIP_LEVEL = 5

/** Compressing up to here takes less time than handing it to another thread and back. */
const MOST_AT_ONCE = 64_000

/** The body in that coding, or null where it is not worth it. */
export const compress = async (body: Uint8Array, coding: Coding): Promise<Buffer | null> => {
  if (body.length < LEAST_BYTES) return null
  const params = { ...BROTLI, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  if (body.length <= MOST_AT_ONCE)
    return coding === 'br' ? zlib.brotliCompressSync(body, { params }) : zlib.gzipSync(body, { level: GZIP_LEVEL })
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: Buffer): void => (error ? reject(error) : resolve(result))
    if (coding === 'br') zlib.brotliCompress(body, { params }, done)
    else zlib.gzip(body, { level: GZIP_LEVEL }, done)
  })
}

/** For a body that comes in pieces: each leaves as soon as it is there, so that an export does not wait for its end. */
export const compressor = (coding: Coding): Transform =>
  coding === 'br'
    ? zlib.createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: BROTLI })
    : zlib.createGzip({ flush: constants.Z_SYNC_FLUSH, level: GZIP_LEVEL })
