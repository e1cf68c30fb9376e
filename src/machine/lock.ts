import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { fileFailure, systemCode } from './failure'
import { startOf } from './identity'

export type Holder = { pid: number; started: string; role: string }

export type Lock = { release: () => void }

/**
 * A lock file that is released if its owner dies. Returns the lock, or its current holder. It is created by link(2)
 * and taken over by rename(2), because only one process can succeed with either.
 */
export const tryLock = (file: string, role: string): Lock | Holder => {
  const holder: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', role }
  const text = JSON.stringify(holder)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    fs.writeFileSync(draft, text, { flag: 'wx', mode: 0o644 })
    for (;;) {
      if (appeared(draft, file, text)) return { release: () => releaseIfMine(file, text) }
      const found = readLock(file)
      if (found === undefined) continue
      const holder = parse(found)
      if (holder !== undefined && startOf(holder.pid) === holder.started) return holder
      setAside(file, found)
    }
  } catch (error) {
    throw fileFailure(error, file)
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

export const isLock = (result: Lock | Holder): result is Lock => 'release' in result

const appeared = (draft: string, file: string, text: string): boolean => {
  try {
    fs.linkSync(draft, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(systemCode(error) ?? '')) throw error
  }
  // The file system has no hard links (exFAT, some shared folders).
  try {
    fs.writeFileSync(file, text, { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

const readLock = (file: string): string | undefined => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

const parse = (text: string): Holder | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number'
      ? (value as Holder)
      : undefined
  } catch {
    return undefined // half-written by a machine that lost power: nobody holds it
  }
}

/** Removes a dead owner's lock unless somebody else has just replaced it. */
const setAside = (file: string, expected: string): void => {
  const aside = `${file}.${randomBytes(6).toString('hex')}.old`
  try {
    fs.renameSync(file, aside)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  const found = readLock(aside)
  if (found !== undefined && found !== expected) appeared(aside, file, found)
  fs.rmSync(aside, { force: true })
}

const releaseIfMine = (file: string, text: string): void => {
  if (readLock(file) === text) fs.rmSync(file, { force: true })
}
