import { once } from 'node:events'
import { createDeflateRaw } from 'node:zlib'

/**
 * A ZIP made while it is read: one file after the other, nothing kept but the list of files at the end.
 * A reader that pauses pauses the source, which the library we had did not do.
 */
export type Entry = { name: string; content: AsyncIterable<string> | Iterable<string> }

type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number }

const VERSION = 20
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1 January 1980, midnight: the format has to have a date, and the same rows give the same file. */
const DATE = 0x0021

export async function* zip(entries: Iterable<Entry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    const header = Buffer.concat([numbers([0x04034b50, 4], ...fields(entry, false)), entry.name])
    yield header
    for await (const chunk of deflated(entry, content)) {
      entry.packed += chunk.length
      yield chunk
    }
    yield numbers([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4])
    offset += header.length + entry.packed + 16
    written.push(entry)
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield numbers([0x06054b50, 4], [0, 2], [0, 2], [written.length, 2], [written.length, 2], [directory.length, 4], [offset, 4], [0, 2])
}

async function* deflated(entry: Written, content: Entry['content']): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw()
  const feed = async (): Promise<void> => {
    for await (const text of inPieces(content)) {
      const chunk = Buffer.from(text)
      entry.crc = crc32(chunk, entry.crc)
      entry.size += chunk.length
      if (!deflate.write(chunk)) await once(deflate, 'drain')
    }
    deflate.end()
  }
  const feeding = feed().catch((error: Error) => void deflate.destroy(error))
  try {
    for await (const chunk of deflate) yield chunk as Buffer
    await feeding
  } finally {
    deflate.destroy()
  }
}

const PIECE = 32_768

/** A row is short, and each write has its price. */
async function* inPieces(content: Entry['content']): AsyncGenerator<string> {
  let piece = ''
  for await (const text of content) {
    piece += text
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

type Sized = [value: number, bytes: 2 | 4]

const numbers = (...list: Sized[]): Buffer => {
  const buffer = Buffer.alloc(list.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of list) at = buffer.writeUIntLE(value >>> 0, at, bytes)
  return buffer
}

const fields = ({ name, crc, packed, size }: Written, known: boolean): Sized[] => [
  [VERSION, 2], [FLAGS, 2], [DEFLATE, 2], [0, 2], [DATE, 2],
  [known ? crc : 0, 4], [known ? packed : 0, 4], [known ? size : 0, 4], [name.length, 2], [0, 2],
]

const directoryEntry = (entry: Written): Buffer =>
  Buffer.concat([numbers([0x02014b50, 4], [VERSION, 2], ...fields(entry, true), [0, 2], [0, 2], [0, 2], [0, 4], [entry.offset, 4]), entry.name])

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** node:zlib has one only since Node 22. */
const crc32 = (chunk: Uint8Array, before: number): number => {
  let value = ~before
  for (const byte of chunk) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return ~value >>> 0
}
