import zlib from 'node:zlib'
import compression from 'compression'
import type { Handler } from './edge'

const { constants } = zlib

/** Next.js would send its pages as gzip. Brotli takes as long at this quality, and a page is a sixth smaller. */
const compressed = compression({ level: 6, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } })

export const compressedPages =
  (pages: Handler): Handler =>
  (req, res, body) =>
    new Promise((resolve, reject) =>
      compressed(req, res, () => void Promise.resolve(pages(req, res, body)).then(resolve, reject)),
    )
