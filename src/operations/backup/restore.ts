import fs from 'node:fs'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import {
  clearPlace,
  countTables,
  firstDifference,
  loadInto,
  refuseUnknownColumns,
  type Loading,
} from '@/db/backup/load'
import { Failure, fileFailure } from '@/machine/failure'
import { inspectBackup, readBackup, type List } from './inspect'
import type { Part } from './records'

export type Restoring = {
  file: string
  key: string
  url: string
  /** If absent, the photos are read but not written. */
  uploads?: string
}
export type Restored = {
  at: string
  tables: number
  rows: number
  uploads: number
  secret: string | null
  /** Tables in the file that don't belong to the product. Older backups included them. */
  leftOut: string[]
}

/**
 * Restores a backup into an empty database and folder, and compares the result. After an error both are empty again.
 */
export const restoreBackup = async ({ file, key, url, uploads }: Restoring): Promise<Restored> => {
  const { header, list } = await inspectBackup(file, key)
  if ((await countTables(url)) > 0)
    throw new Failure('The database is not empty: a backup is restored into an empty one only. Nothing was changed.')
  if (uploads !== undefined && fs.existsSync(uploads) && fs.readdirSync(uploads).length > 0)
    throw new Failure(`${uploads} is not empty: a backup is restored into an empty place only. Nothing was changed.`)
  const folder = uploads === undefined ? null : `${uploads}.restoring`
  let secret: string | null = null
  let leftOut: string[] = []
  try {
    if (folder !== null) makeEmpty(folder)
    await loadInto(url, header.migrations, async (loading) => {
      leftOut = Object.keys(list.tables).filter((name) => !loading.tables.some((table) => table.name === name))
      await readBackup(file, key, async (parts) => {
        secret = await write(parts, loading, folder)
      })
      await loading.setSequences(list.sequences)
    })
    const different = await firstDifference(url, new Map(Object.entries(list.tables)))
    if (different !== null)
      throw new Failure(`The table ${different} did not come back as it was: nothing was restored.`)
    if (folder !== null && uploads !== undefined) {
      fs.rmSync(uploads, { recursive: true, force: true })
      fs.renameSync(folder, uploads)
    }
  } catch (error) {
    if (folder !== null && fs.existsSync(folder)) fs.rmSync(folder, { recursive: true, force: true })
    await clearPlace(url)
    throw error
  }
  return { at: header.at, ...totals(list, leftOut), secret, leftOut }
}

const totals = (list: List, without: readonly string[]): { tables: number; rows: number; uploads: number } => {
  const tables = Object.entries(list.tables).filter(([name]) => !without.includes(name))
  return {
    tables: tables.length,
    rows: tables.reduce((sum, [, { rows }]) => sum + rows, 0),
    uploads: Object.keys(list.uploads).length,
  }
}

const makeEmpty = (folder: string): void => {
  try {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileFailure(error, folder)
  }
}

/** Writes each part to where it belongs, with backpressure. Returns the secret stored in the backup. */
const write = async (parts: AsyncIterable<Part>, loading: Loading, folder: string | null): Promise<string | null> => {
  let target: { stream: Writable; done: Promise<void> } | null = null
  let secret: string | null = null
  const open = (stream: Writable): { stream: Writable; done: Promise<void> } => {
    const done = finished(stream)
    done.catch(() => undefined) // the error reaches the next write or close
    return { stream, done }
  }
  const close = async (): Promise<void> => {
    target?.stream.end()
    await target?.done
    target = null
  }
  for await (const part of parts) {
    if (part.type === 'data') {
      if (target && !target.stream.write(part.data))
        await Promise.race([new Promise<void>((resolve) => target?.stream.once('drain', resolve)), target.done])
      continue
    }
    await close()
    if (part.type === 'table') {
      const known = loading.tables.find(({ name }) => name === part.table.name)
      if (known) refuseUnknownColumns(part.table, known)
      if (known) target = open(loading.rows(part.table) as Writable)
    }
    if (part.type === 'upload' && folder !== null)
      target = open(fs.createWriteStream(path.join(folder, safeName(part.name)), { mode: 0o600 }))
    if (part.type === 'secret') secret = part.value
  }
  await close()
  return secret
}

const safeName = (name: string): string => {
  if (name !== path.basename(name) || name === '.' || name === '..')
    throw new Failure('The backup holds a photo with a name that leads out of its folder: nothing was restored.')
  return name
}
