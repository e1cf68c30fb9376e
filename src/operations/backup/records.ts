import type { Digest, SequenceValue, Table } from '@/db/backup/tables'
import { Failure } from '@/machine/failure'
import { byteReader } from './bytes'

/** The contents of a backup, in this order: tables with their rows, photos, the secret, and a list of everything. */
export type Note =
  | { type: 'table'; table: Table }
  | { type: 'upload'; name: string; size: number }
  | { type: 'secret'; value: string }
  | { type: 'list'; tables: Record<string, Digest>; sequences: SequenceValue[]; uploads: Record<string, string> }

export type Part = Note | { type: 'data'; data: Buffer }

const NOTE = 1
const DATA = 2

const frame = (kind: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(5)
  head[0] = kind
  head.writeUInt32BE(data.length, 1)
  return Buffer.concat([head, data])
}

export const noteBytes = (note: Note): Buffer => frame(NOTE, Buffer.from(JSON.stringify(note)))
export const dataBytes = (data: Buffer): Buffer => frame(DATA, data)

const MOST = 64 * 1024 * 1024

export async function* readParts(source: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  const reader = byteReader(source)
  for (;;) {
    const head = await reader.upTo(5)
    if (head.length === 0) return
    const [kind, length] = [head[0], head.length === 5 ? head.readUInt32BE(1) : MOST + 1]
    if (length > MOST) throw new Failure('The backup holds something that this version can not read.')
    const data = await reader.upTo(length)
    if (kind === DATA) yield { type: 'data', data }
    else yield JSON.parse(data.toString('utf8')) as Note
  }
}
