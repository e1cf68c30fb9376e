import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileFailure, systemCode } from './failure'

/** Creates DATA_DIR and checks that it is writable. */
export const ensureDataDir = (dataDir: string): void => {
  try {
    createFolder(dataDir)
    const probe = path.join(dataDir, `.probe-${process.pid}`)
    try {
      fs.writeFileSync(probe, 'x')
    } finally {
      fs.rmSync(probe, { force: true })
    }
  } catch (error) {
    throw fileFailure(error, dataDir)
  }
}

/**
 * Creates folders one by one: mkdir with `recursive` hangs below a folder such as /proc, where nothing can be created.
 */
const createFolder = (folder: string): void => {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = path.dirname(folder)
  if (parent !== folder) createFolder(parent)
  fs.mkdirSync(folder, { mode: 0o700 })
  // If we run as root, the database server's user has to be able to enter the folder, whatever the umask is.
  if (process.getuid?.() === 0) fs.chmodSync(folder, 0o711)
}

/** A folder that only its owner can look into; one of an earlier version is closed. */
export const ensurePrivateFolder = (folder: string): void => {
  try {
    if (!fs.existsSync(folder)) fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    if ((fs.statSync(folder).mode & 0o077) !== 0) fs.chmodSync(folder, 0o700)
  } catch (error) {
    throw fileFailure(error, folder)
  }
}

/**
 * Writes a file that only its owner can read, completely or not at all. As root it gives the file to the folder's
 * owner, so that a later start as that user can read it.
 */
export const writePrivate = (file: string, text: string): void => {
  const temporary = `${file}.${randomBytes(4).toString('hex')}.new`
  try {
    const descriptor = fs.openSync(temporary, 'wx', 0o600)
    try {
      fs.writeSync(descriptor, text)
      if (process.getuid?.() === 0) {
        const folder = fs.statSync(path.dirname(file))
        fs.fchownSync(descriptor, folder.uid, folder.gid)
      }
      fs.fsyncSync(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
    fs.renameSync(temporary, file)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw fileFailure(error, file)
  }
}

/** The text of a private file; undefined if there is none. */
export const readPrivate = (file: string): string | undefined => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw fileFailure(error, file)
  }
}
