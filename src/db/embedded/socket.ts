import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileFailure, systemCode } from '@/machine/failure'
import type { Account } from './account'
import { reachable } from './run'

/** The number in the name of the socket. Every server has a folder of its own, so it can be the same for all. */
export const SOCKET_PORT = 5432
const NAME = `.s.PGSQL.${SOCKET_PORT}`

/** The address of a socket is at most 107 bytes on Linux and 103 on macOS. */
const LONGEST = 103

/** A folder that only the server's user can enter. `remove` takes it away if it is not in DATA_DIR. */
export type SocketFolder = { folder: string; remove: () => void }

/**
 * Where the server listens: a local user of the machine can neither connect nor use up its connections. Below DATA_DIR,
 * or in the folder for temporary files if that path is too long or closed to the server's user.
 */
export const makeSocketFolder = (dataDir: string, account: Account): SocketFolder => {
  const folder = path.join(dataDir, 'socket')
  const fits = Buffer.byteLength(path.join(folder, NAME)) <= LONGEST
  try {
    if (fits && (account === null || reachable(dataDir, account))) {
      makePrivate(folder, account)
      return { folder, remove: () => undefined }
    }
    const temporary = makeTemporary()
    if (account) fs.chownSync(temporary, account.uid, account.gid)
    return { folder: temporary, remove: () => fs.rmSync(temporary, { recursive: true, force: true }) }
  } catch (error) {
    throw fileFailure(error, folder)
  }
}

const TEMPORARY = 'pristan-'

/** Takes away the temporary folder of a server that was killed: its successor has made another one. */
export const removeFormer = (former: string | undefined, { folder }: SocketFolder): void => {
  if (former !== undefined && former !== folder && path.basename(former).startsWith(TEMPORARY))
    fs.rmSync(former, { recursive: true, force: true })
}

const makeTemporary = (): string => {
  const shortest = [os.tmpdir(), '/tmp'].find(
    (parent) => Buffer.byteLength(path.join(parent, `${TEMPORARY}XXXXXX`, NAME)) <= LONGEST,
  )
  return fs.mkdtempSync(path.join(shortest ?? '/tmp', TEMPORARY))
}

const makePrivate = (folder: string, account: Account): void => {
  try {
    fs.mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
  fs.chmodSync(folder, 0o700)
  if (account) fs.chownSync(folder, account.uid, account.gid)
}

/**
 * Removes what a killed server left behind: the lock beside the socket names a process whose id may be a stranger's by
 * now. Called while no server of this folder runs.
 */
export const clearSocket = (folder: string): void => {
  for (const name of [NAME, `${NAME}.lock`]) fs.rmSync(path.join(folder, name), { force: true })
}
