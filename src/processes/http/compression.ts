import type { IncomingHttpHeaders } from 'node:http'
import type { Transform } from 'node:stream'
import zlib from 'node:zlib'
import Negotiator from 'negotiator'

/** Compressible types. Photos, Excel files and the like are compressed already. */
const TEXT = /^(?:text\/(?!event-stream)|application\/(?:json|[\w.-]+\+json)\b)/

export const isText = (type: string): boolean => TEXT.test(type)

/** Smaller answers fit in one packet anyway. */
const LEAST_BYTES = 1_024

export type Coding = 'br' | 'gzip'
/** Brotli if the client accepts both equally: it takes the same time and the result is smaller. */
const PREFERRED: readonly (Coding | 'identity')[] = ['br', 'gzip', 'identity']

/** The best coding that both sides support; null for none. */
export const codingFor = (headers: IncomingHttpHeaders): Coding | null => {
  if (!headers['accept-encoding']) return null
  const best = new Negotiator({ headers }).encoding(PREFERRED, { preferred: PREFERRED })
  return best === undefined || best === 'identity' ? null : best
}

const { constants } = zlib
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
const GZIP_LEVEL = 5

/** Compressing up to this size is faster than handing the body to another thread and back. */
const MOST_AT_ONCE = 64_000

/** The compressed body, or null if compression is not worth it. */
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

/** For streamed bodies: flushes every chunk, so that an export does not wait for its end. */
export const compressor = (coding: Coding): Transform =>
  coding === 'br'
    ? zlib.createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: BROTLI })
    : zlib.createGzip({ flush: constants.Z_SYNC_FLUSH, level: GZIP_LEVEL })
