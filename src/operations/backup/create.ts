import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { withSnapshot, type Snapshot } from '@/db/backup/dump'
import type { Shape } from '@/db/backup/shape'
import type { Digest } from '@/db/backup/tables'
import { fileFailure } from '@/machine/failure'
import { dataBytes, noteBytes } from './records'
import { sealing } from './seal'

export type Making = {
  url: string
  uploads: string
  key: string
  /** Stored in the backup, so that sessions and links still work after a restore. */
  secret: string
  file: string
  now: Date
  /** The tables that belong to the product. Without it, tables are recognised by their owner. */
  shape?: Shape | null
}

export type Made = {
  file: string
  bytes: number
  tables: number
  rows: number
  uploads: number
  leftOut: string[]
}

/**
 * Writes everything into one file. It gets its final name only when it is complete and on disk. Data is streamed and
 * never held in memory as a whole.
 */
export const createBackup = async ({ url, uploads, key, secret, file, now, shape = null }: Making): Promise<Made> => {
  const temporary = `${file}.part`
  const counted = { tables: 0, rows: 0, uploads: 0 }
  try {
    createPrivateFolder(path.dirname(file))
    const leftOut = await withSnapshot(url, shape, async (snapshot) => {
      const header = { at: now.toISOString(), migrations: snapshot.migrations }
      const output = fs.createWriteStream(temporary, { mode: 0o600, flush: true })
      await pipeline(
        Readable.from(contents(snapshot, { uploads, secret, counted })),
        createGzip({ level: 6 }),
        sealing(key, header),
        output,
      )
      return snapshot.leftOut
    })
    fs.renameSync(temporary, file)
    syncFolder(path.dirname(file))
    return { file, bytes: fs.statSync(file).size, ...counted, leftOut }
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw fileFailure(error, file)
  }
}

type Contents = { uploads: string; secret: string; counted: { tables: number; rows: number; uploads: number } }

async function* contents(snapshot: Snapshot, { uploads, secret, counted }: Contents): AsyncGenerator<Buffer> {
  const tables: Record<string, Digest> = {}
  for (const table of snapshot.tables) {
    const digest = await snapshot.digest(table)
    yield noteBytes({ type: 'table', table })
    if (digest.rows > 0) for await (const data of snapshot.rows(table)) yield dataBytes(data as Buffer)
    tables[table.name] = digest
    counted.tables += 1
    counted.rows += digest.rows
  }
  const sums: Record<string, string> = {}
  for (const name of uploadNames(uploads)) {
    const sum = createHash('sha256')
    const { size } = fs.statSync(path.join(uploads, name))
    yield noteBytes({ type: 'upload', name, size })
    for await (const data of fs.createReadStream(path.join(uploads, name)) as AsyncIterable<Buffer>) {
      sum.update(data)
      yield dataBytes(data)
    }
    sums[name] = sum.digest('hex')
    counted.uploads += 1
  }
  yield noteBytes({ type: 'secret', value: secret })
  yield noteBytes({ type: 'list', tables, sequences: await snapshot.sequences(), uploads: sums })
}

/** Payload keeps uploads side by side in one folder. */
const uploadNames = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
    : []

const createPrivateFolder = (folder: string): void => void fs.mkdirSync(folder, { recursive: true, mode: 0o700 })

/** A rename is durable only after its folder is synced. */
const syncFolder = (folder: string): void => {
  const descriptor = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
