import { expect, it } from 'vitest'
import { roomForFile, roomForTrial } from './room'

const MB = 1_000_000
const sizes = { database: 200 * MB, lastBackup: null, uploads: 30 * MB, log: 512 * MB }

it('a first backup needs half the database and all photos; a later one a little more than the last', () => {
  expect(roomForFile(sizes)).toBe(130 * MB)
  expect(roomForFile({ ...sizes, lastBackup: 40 * MB })).toBe(50 * MB)
})

it('a trial needs the database again, and of its log as much as is kept', () => {
  expect(roomForTrial(sizes)).toBe(400 * MB)
  expect(roomForTrial({ ...sizes, database: 10_000 * MB })).toBe(10_512 * MB)
})
