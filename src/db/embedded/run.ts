import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import { Failure } from '@/machine/failure'
import type { Account } from './account'

/** Does not inherit the caller's environment: PGDATA, PGOPTIONS or a locale would change what the server does. */
export const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
} as unknown as NodeJS.ProcessEnv

export type Output = number | 'ignore' | 'pipe'

/** Runs a PostgreSQL program in `clusterDir`. `args` gets the path under which the program can access that folder. */
export const runIn = (
  clusterDir: string,
  account: Account,
  program: string,
  args: (folder: string) => string[],
  { output, input = 'ignore' }: { output: Output; input?: Output },
): ChildProcess => {
  const entrance = enter(clusterDir, account)
  try {
    return spawn(program, args(entrance.name), {
      // A terminal sends Ctrl-C to all its processes, but the server has to stop after those that use it.
      detached: true,
      cwd: '/',
      env: ENVIRONMENT,
      stdio: [input, output, output, entrance.descriptor],
      ...account,
    })
  } finally {
    if (entrance.descriptor !== 'ignore') fs.closeSync(entrance.descriptor)
  }
}

type Entrance = { name: string; descriptor: number | 'ignore' }

/**
 * The server's user can't reach a folder below a closed one, such as root's home, by its path. On Linux the folder is
 * passed as an open descriptor instead, which child processes inherit.
 */
const enter = (clusterDir: string, account: Account): Entrance => {
  if (account === null || reachable(clusterDir, account)) return { name: clusterDir, descriptor: 'ignore' }
  if (process.platform !== 'linux' || !fs.existsSync('/proc/self/fd')) {
    throw new Failure(
      `The user that runs PostgreSQL (uid ${account.uid}) can't reach ${clusterDir}: set DATA_DIR to a folder ` +
        'outside of closed ones, such as /var/lib/pristan.',
    )
  }
  return {
    name: '/proc/self/fd/3',
    descriptor: fs.openSync(clusterDir, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY),
  }
}

export const reachable = (folder: string, account: NonNullable<Account>): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', ...account }).status === 0
