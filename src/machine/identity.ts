import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { systemCode } from './failure'

/**
 * The start time of a process, in a form that a later process with the same id can't have; undefined if there is no
 * such process. The id alone proves nothing, because ids are reused, in a container after every start.
 */
export const startOf = (pid: number): string | undefined => {
  if (process.platform !== 'linux') return startByPs(pid)
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may itself contain spaces and brackets. After it, state is field 3 and start time is 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${bootId()}:${fields[19]}`
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return undefined
    throw error
  }
}

const bootId = (): string => {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return 'unknown boot'
  }
}

const startByPs = (pid: number): string | undefined => {
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || undefined
    )
  } catch {
    return undefined // ps exits with 1 when there is no such process
  }
}
