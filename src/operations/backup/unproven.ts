import fs from 'node:fs'
import path from 'node:path'
import { NAME } from './names'

/**
 * The name of a file says when it was not brought back for a trial yet. However often the trial fails, one such file is
 * kept: the newest, which may be better than none.
 */
export const UNPROVEN = '.unproven'

/** The files of ours with one of these endings. */
const withEnding = (folder: string, endings: readonly string[]): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => endings.some((ending) => name.endsWith(ending) && NAME.test(name.slice(0, -ending.length))))
    : []

/** What a killed backup has left: nobody else is making one now. */
export const removeUnfinished = (folder: string): void => remove(folder, [`${UNPROVEN}.part`, '.part'])

export const removeUnproven = (folder: string, but?: string): void => remove(folder, [UNPROVEN], but)

export const unprovenBytes = (folder: string): number =>
  withEnding(folder, [UNPROVEN]).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)

const remove = (folder: string, endings: readonly string[], but?: string): void => {
  for (const name of withEnding(folder, endings)) if (name !== but) fs.rmSync(path.join(folder, name), { force: true })
}
