import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileFailure, systemCode } from './failure'

export type LedgerLine<Entry> = Entry & { previous: string; hash: string }

const FIRST = '0'.repeat(64)

const hashOf = (previous: string, entry: object): string =>
  createHash('sha256')
    .update(`${previous}\n${JSON.stringify(entry)}`)
    .digest('hex')

const textOf = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return ''
    throw fileFailure(error, file)
  }
}

/** The lines in order. A line cut off by a crash is ignored, like anything else that is not a line of ours. */
export const readLedger = <Entry extends object>(file: string): LedgerLine<Entry>[] =>
  textOf(file)
    .split('\n')
    .flatMap((line) => {
      try {
        const { previous, hash, ...entry } = JSON.parse(line) as LedgerLine<Entry>
        return typeof previous === 'string' && hash === hashOf(previous, entry)
          ? [{ ...entry, previous, hash } as LedgerLine<Entry>]
          : []
      } catch {
        return [] // half a line
      }
    })

/** Whether no line was removed from the middle or moved. */
export const isUnbroken = (lines: readonly LedgerLine<object>[]): boolean =>
  lines.every(({ previous }, index) => previous === (lines[index - 1]?.hash ?? FIRST))

/**
 * Appends a line that refers to the previous one, and returns when it is on disk. The caller makes sure that nobody
 * else writes meanwhile.
 */
export const appendToLedger = <Entry extends object>(file: string, entry: Entry): string => {
  const previous = readLedger(file).at(-1)?.hash ?? FIRST
  const hash = hashOf(previous, entry)
  try {
    const isNew = !fs.existsSync(file)
    const descriptor = fs.openSync(file, 'a+', 0o600)
    try {
      const { size } = fs.fstatSync(descriptor)
      const end = Buffer.alloc(1)
      const torn = size > 0 && fs.readSync(descriptor, end, 0, 1, size - 1) === 1 && end.toString() !== '\n'
      fs.writeSync(descriptor, `${torn ? '\n' : ''}${JSON.stringify({ ...entry, previous, hash })}\n`)
      if (isNew && process.getuid?.() === 0) {
        const folder = fs.statSync(path.dirname(file))
        fs.fchownSync(descriptor, folder.uid, folder.gid)
      }
      fs.fsyncSync(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
    if (isNew) syncFolder(path.dirname(file))
  } catch (error) {
    throw fileFailure(error, file)
  }
  return hash
}

/** A new file's name is stored in its folder, so the folder has to be synced, too. */
const syncFolder = (folder: string): void => {
  const descriptor = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
