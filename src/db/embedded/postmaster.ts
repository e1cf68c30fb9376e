import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemCode } from '@/machine/failure'

const pidFile = (clusterDir: string): string => path.join(clusterDir, 'postmaster.pid')

/** The process id recorded by the last server of this folder. That process may be dead. */
const recordedPid = (clusterDir: string): number | undefined => {
  try {
    const pid = Number.parseInt(fs.readFileSync(pidFile(clusterDir), 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Every PostgreSQL process has its data folder as working directory. Its id proves nothing, because ids are reused. */
const worksIn = (pid: number, clusterDir: string): boolean => {
  if (process.platform === 'linux') {
    try {
      const [here, there] = [fs.statSync(clusterDir), fs.statSync(`/proc/${pid}/cwd`)]
      return here.dev === there.dev && here.ino === there.ino && /postgres/.test(fs.readlinkSync(`/proc/${pid}/exe`))
    } catch (error) {
      if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '')) return false
      throw error
    }
  }
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return command.includes('postgres') && command.includes(clusterDir)
  } catch {
    return false // ps exits with 1 when there is no such process
  }
}

/** The live processes of this folder, whoever started them. Outside Linux only the postmaster. */
export const processesOf = (clusterDir: string): number[] => {
  const recorded = recordedPid(clusterDir)
  const candidates =
    process.platform === 'linux'
      ? fs
          .readdirSync('/proc')
          .filter((name) => /^\d+$/.test(name))
          .map(Number)
      : recorded === undefined
        ? []
        : [recorded]
  return candidates.filter((pid) => worksIn(pid, clusterDir))
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}

const gone = async (clusterDir: string, milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds
  for (;;) {
    if (processesOf(clusterDir).length === 0) return true
    if (Date.now() > deadline) return false
    await sleep(50)
  }
}

/**
 * Stops a server that outlived the process that started it, gently first, and anything that a killed postmaster left
 * behind. Returns whether there was one. Afterwards no process uses the folder.
 */
export const stopLeftovers = async (clusterDir: string): Promise<boolean> => {
  if (!fs.existsSync(clusterDir)) return false
  const found = processesOf(clusterDir)
  const postmaster = recordedPid(clusterDir)
  if (found.length > 0) {
    if (postmaster !== undefined && found.includes(postmaster)) {
      signal(postmaster, 'SIGINT')
      if (!(await gone(clusterDir, 10_000))) signal(postmaster, 'SIGQUIT')
    }
    // Without a postmaster the other processes exit by themselves, unless they are busy.
    if (!(await gone(clusterDir, 5_000))) {
      for (const pid of processesOf(clusterDir)) signal(pid, 'SIGKILL')
      await gone(clusterDir, 5_000)
    }
  }
  // If another program now has this process id, the server would not start.
  fs.rmSync(pidFile(clusterDir), { force: true })
  return found.length > 0
}
