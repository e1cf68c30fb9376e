import fs from 'node:fs'
import path from 'node:path'
import { NAME } from './names'

/**
 * The ending of a file that has not passed a trial restore yet. However often the trial fails, only the newest such
 * file is kept, since it may be better than none.
 */
export const UNPROVEN = '.unproven'

/** Our backup files with one of these endings. */
const withEnding = (folder: string, endings: readonly string[]): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => endings.some((ending) => name.endsWith(ending) && NAME.test(name.slice(0, -ending.length))))
    : []

/** Removes what a killed backup left behind. The caller holds the lock, so no other backup is running. */
export const removeUnfinished = (folder: string): void => remove(folder, [`${UNPROVEN}.part`, '.part'])

export const removeUnproven = (folder: string, but?: string): void => remove(folder, [UNPROVEN], but)

export const unprovenBytes = (folder: string): number =>
  withEnding(folder, [UNPROVEN]).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)

const remove = (folder: string, endings: readonly string[], but?: string): void => {
  for (const name of withEnding(folder, endings)) if (name !== but) fs.rmSync(path.join(folder, name), { force: true })
}
