import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { unknownShape } from '@/db/backup/load'
import { Failure } from '@/machine/failure'
import { readParts, type Note, type Part } from './records'
import { openSealed, type Header } from './seal'

export type List = Extract<Note, { type: 'list' }>
export type Inspected = { header: Header; list: List }

/** Passes every part of a file to `take`, in order, without holding the whole file in memory. */
export const readBackup = async (
  file: string,
  key: string,
  take: (parts: AsyncIterable<Part>) => Promise<void>,
): Promise<Header> => {
  const { header, body } = await openSealed(file, key)
  await pipeline(Readable.from(body, { objectMode: false }), createGunzip(), async (plain: AsyncIterable<Buffer>) =>
    take(readParts(plain)),
  )
  return header
}

/**
 * Reads the whole file before anything is changed, to check that the key fits, that nothing is missing or changed, and
 * that this version knows the schema.
 */
export const inspectBackup = async (file: string, key: string): Promise<Inspected> => {
  let list: List | undefined
  const sums: Record<string, string> = {}
  const header = await readBackup(file, key, async (parts) => {
    let upload: { name: string; sum: ReturnType<typeof createHash> } | undefined
    for await (const part of parts) {
      if (part.type === 'data') {
        upload?.sum.update(part.data)
        continue
      }
      if (upload) sums[upload.name] = upload.sum.digest('hex')
      upload = part.type === 'upload' ? { name: part.name, sum: createHash('sha256') } : undefined
      if (part.type === 'list') list = part
    }
  })
  if (!list) throw new Failure(`${file} is cut off before its end: take another backup.`)
  const wrong = Object.entries(list.uploads).find(([name, sum]) => sums[name] !== sum)
  if (wrong) throw new Failure(`${file} is damaged: a photo in it is not what it was.`)
  const newer = unknownShape(header.migrations)
  if (newer !== null)
    throw new Failure(`${file} was made by a newer version of Pristan (it knows ${newer}): restore it with that one.`)
  return { header, list }
}
