import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Failure, fileFailure, systemCode } from '@/machine/failure'
import type { Account } from './account'
import type { Binaries } from './binaries'
import { newCredentials, readCredentials, SUPERUSER, writeCredentials, type Credentials } from './credentials'
import { explain } from './log'
import { runIn } from './run'

/**
 * Makes sure that the server's files exist and match its programs, and that their passwords are known. Can be repeated
 * after a kill at any point.
 */
export const ensureCluster = async (
  dataDir: string,
  clusterDir: string,
  binaries: Binaries,
  account: Account,
): Promise<Credentials> => {
  const known = readCredentials(dataDir)
  const credentials = known ?? newCredentials()
  // Passwords are saved before the server knows them: losing them afterwards would lock everybody out.
  if (!known) writeCredentials(dataDir, credentials)
  if (exists(clusterDir, binaries)) {
    if (!known) await resetPassword(clusterDir, binaries, account, credentials)
    return credentials
  }
  await create(clusterDir, binaries, account, credentials)
  return credentials
}

const exists = (clusterDir: string, binaries: Binaries): boolean => {
  try {
    if (!fs.existsSync(clusterDir)) return false
    const versionFile = path.join(clusterDir, 'PG_VERSION')
    if (!fs.existsSync(versionFile)) {
      if (fs.readdirSync(clusterDir).length === 0) return false
      throw new Failure(
        `${clusterDir} holds something else than a database: move it away, or set DATA_DIR to another folder.`,
      )
    }
    const [found, ours] = [fs.readFileSync(versionFile, 'utf8').trim(), binaries.version.split('.')[0]]
    if (found !== ours) {
      throw new Failure(
        `${clusterDir} was made by PostgreSQL ${found}, and this version brings ${ours}: restore a backup into a ` +
          'new DATA_DIR.',
      )
    }
    const stat = fs.statSync(clusterDir)
    // PostgreSQL requires this mode, and copying the folder often loses it.
    if ((stat.mode & 0o027) !== 0) fs.chmodSync(clusterDir, 0o700)
    return true
  } catch (error) {
    if (error instanceof Failure) throw error
    throw fileFailure(error, clusterDir)
  }
}

/** Locales that know Cyrillic come first: without one, pg_trgm does not recognize Cyrillic letters. */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'C']

const create = async (
  clusterDir: string,
  binaries: Binaries,
  account: Account,
  { superuserPassword }: Credentials,
): Promise<void> => {
  // A unique name, because the initdb of a killed start may still be writing into its own folder.
  const draft = `${clusterDir}.${randomBytes(4).toString('hex')}.new`
  removeDrafts(clusterDir)
  const secrets = fs.mkdtempSync(path.join(os.tmpdir(), 'pristan-'))
  const passwordFile = path.join(secrets, 'password')
  try {
    fs.writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 })
    if (account) for (const file of [secrets, passwordFile]) fs.chownSync(file, account.uid, account.gid)
    let output = ''
    for (const characterType of CHARACTER_TYPES) {
      fs.rmSync(draft, { recursive: true, force: true })
      fs.mkdirSync(draft, { mode: 0o700 })
      if (account) fs.chownSync(draft, account.uid, account.gid)
      const flags = (folder: string): string[] => [
        `--pgdata=${folder}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        `--lc-ctype=${characterType}`,
        '--data-checksums',
        '--no-instructions',
      ]
      const result = await finish(clusterDir, account, draft, binaries.initdb, flags)
      if (result.code === 0) {
        if (fs.existsSync(clusterDir)) fs.rmdirSync(clusterDir)
        fs.renameSync(draft, clusterDir)
        return
      }
      output = result.output
      if (!output.includes('invalid locale name')) break
    }
    throw explain(output, clusterDir)
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    throw error instanceof Failure ? error : fileFailure(error, clusterDir)
  } finally {
    fs.rmSync(secrets, { recursive: true, force: true })
  }
}

const removeDrafts = (clusterDir: string): void => {
  const { dir, base } = path.parse(clusterDir)
  for (const name of fs.readdirSync(dir)) {
    if (!name.startsWith(`${base}.`) || !name.endsWith('.new')) continue
    try {
      fs.rmSync(path.join(dir, name), { recursive: true, force: true })
    } catch (error) {
      if (systemCode(error) !== 'ENOTEMPTY') throw error // initdb is still writing: the next start removes it
    }
  }
}

const finish = async (
  clusterDir: string,
  account: Account,
  folder: string,
  program: string,
  args: (folder: string) => string[],
  input?: string,
) => {
  const child = runIn(folder, account, program, args, {
    output: 'pipe',
    input: input === undefined ? 'ignore' : 'pipe',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  child.stdin?.end(input)
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, output }
  } catch (error) {
    throw new Failure(`${program} could not be started for ${clusterDir}.`, { cause: error })
  }
}

/**
 * Sets a new password when the files exist without their passwords, for example after a partial restore. Whoever owns
 * the files may do that.
 */
const resetPassword = async (
  clusterDir: string,
  binaries: Binaries,
  account: Account,
  { superuserPassword }: Credentials,
): Promise<void> => {
  const args = (folder: string): string[] => ['--single', '-D', folder, 'postgres']
  const statement = `ALTER ROLE ${SUPERUSER} PASSWORD '${superuserPassword}';\n`
  const { code, output } = await finish(clusterDir, account, clusterDir, binaries.postgres, args, statement)
  if (code !== 0) throw explain(output, clusterDir)
}
