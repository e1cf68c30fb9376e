import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

type Entry = { name: string; mode: number; content: number | null }
type Head = { entries: Entry[]; sizes: number[] }

/** The databases of a cluster are nearly the same: what is far behind is found as well. */
const WINDOW = { [constants.BROTLI_PARAM_LARGE_WINDOW]: 1, [constants.BROTLI_PARAM_LGWIN]: 27 }

/** A folder in one file, without tar, which not every machine has. */
export const packFolder = (folder: string, keep: (name: string) => boolean): Buffer => {
  const head: Head = { entries: [], sizes: [] }
  const contents: Buffer[] = []
  const known = new Map<string, number>()
  const numberOf = (content: Buffer): number => {
    const sum = createHash('sha256').update(content).digest('hex')
    const before = known.get(sum)
    if (before !== undefined) return before
    known.set(sum, contents.length)
    head.sizes.push(content.length)
    return contents.push(content) - 1
  }
  const walk = (below: string): void => {
    for (const item of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.posix.join(below, item.name)
      if (!keep(name)) continue
      const file = path.join(folder, name)
      head.entries.push({
        name,
        mode: fs.statSync(file).mode & 0o777,
        content: item.isDirectory() ? null : numberOf(fs.readFileSync(file)),
      })
      if (item.isDirectory()) walk(name)
    }
  }
  walk('')
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return brotliCompressSync(Buffer.concat([length, text, ...contents]), { params: WINDOW })
}

export const unpackFolder = (packed: Buffer, folder: string): void => {
  const all = brotliDecompressSync(packed, { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } })
  const end = 4 + all.readUInt32BE(0)
  const { entries, sizes } = JSON.parse(all.toString('utf8', 4, end)) as Head
  const starts = sizes.map((_, at) => end + sizes.slice(0, at).reduce((sum, size) => sum + size, 0))
  for (const { name, mode, content } of entries) {
    const file = path.join(folder, name)
    if (content === null) fs.mkdirSync(file, { mode })
    else {
      const start = starts[content] ?? 0
      fs.writeFileSync(file, all.subarray(start, start + (sizes[content] ?? 0)), { mode })
    }
  }
}
