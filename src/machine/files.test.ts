import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Failure } from './failure'
import { ensureDataDir, readPrivate, writePrivate } from './files'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pristan-files-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const sentenceOf = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  return ''
}

test('a data folder is created with all above it, and left as it is when it is there', () => {
  const dataDir = path.join(folder, 'a', 'b')
  ensureDataDir(dataDir)
  ensureDataDir(dataDir)
  expect(fs.readdirSync(dataDir)).toEqual([])
})

test('a data folder that can not be is refused with one sentence', () => {
  const file = path.join(folder, 'file')
  fs.writeFileSync(file, '')
  for (const impossible of [
    file,
    path.join(file, 'below'),
    ...(process.platform === 'linux' ? ['/proc/pristan/data'] : []),
  ]) {
    expect(sentenceOf(() => ensureDataDir(impossible))).toMatch(/^[^\n]+ can't be (used|created): [^\n]+\.$/)
  }
})

test('a private file is for its owner alone and replaced as a whole', () => {
  const file = path.join(folder, 'secret')
  expect(readPrivate(file)).toBe(undefined)
  writePrivate(file, 'one')
  writePrivate(file, 'two')
  expect(readPrivate(file)).toBe('two')
  expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  expect(fs.readdirSync(folder)).toEqual(['secret'])
})
