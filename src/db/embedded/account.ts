import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { Failure } from '@/machine/failure'

/** The user that the server runs as; null is the user of this process. */
export type Account = { uid: number; gid: number } | null

const NAME = 'postgres'

/**
 * PostgreSQL refuses to run as root. As root, the server runs as the owner of its files or as the user `postgres`,
 * which is created if missing.
 */
export const serverAccount = (clusterDir: string): Account => {
  if (process.getuid?.() !== 0) return null
  return ownerOf(clusterDir) ?? systemAccount() ?? createAccount()
}

const ownerOf = (clusterDir: string): Account => {
  const stat = fs.statSync(clusterDir, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null
}

const systemAccount = (): Account => {
  const uid = idOf('-u')
  const gid = idOf('-g')
  return uid === undefined || gid === undefined ? null : { uid, gid }
}

const idOf = (flag: '-u' | '-g'): number | undefined => {
  const result = spawnSync('id', [flag, NAME], { encoding: 'utf8' })
  return result.status === 0 ? Number(result.stdout) : undefined
}

const CREATE: readonly (readonly [string, ...string[]])[] = [
  [
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ],
  ['adduser', '-S', '-D', '-H', NAME],
]

const createAccount = (): Account => {
  for (const [command, ...args] of CREATE) {
    if (spawnSync(command, args).status === 0) {
      const created = systemAccount()
      if (created) return created
    }
  }
  throw new Failure(
    `PostgreSQL does not run as root, and the user "${NAME}" could not be created: create it (useradd --system ` +
      `${NAME}), start as an ordinary user, or set DATABASE_URL.`,
  )
}
