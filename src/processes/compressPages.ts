import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

const TEXT = /\.(?:js|css|svg|json|txt)$/
/** Smaller files fit in one packet anyway. */
const LEAST_BYTES = 1_024

const { constants } = zlib
const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

/** Puts a compressed copy beside every file that a page loads, once for all who will ask for it. */
export const compressPages = async (root: string): Promise<void> => {
  const folder = path.join(root, '.next', 'static')
  for (const name of await fs.readdir(folder, { recursive: true })) {
    if (!TEXT.test(name)) continue
    const file = path.join(folder, name)
    const bytes = await fs.readFile(file)
    if (bytes.length < LEAST_BYTES) continue
    const params = {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    }
    const [br, gz] = await Promise.all([brotli(bytes, { params }), gzip(bytes, { level: 9 })])
    await Promise.all([fs.writeFile(`${file}.br`, br), fs.writeFile(`${file}.gz`, gz)])
  }
}
