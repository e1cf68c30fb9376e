import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** How many connections a process has open to a port of this machine. */
export const connectionsTo = (pid: number, port: number): number => {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
      } catch {
        return undefined // closed while we were looking
      }
    }),
  )
  const lines = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1))
  return lines.filter((line) => {
    const [, , remote = '', , , , , , , inode] = line.trim().split(/\s+/)
    return own.has(inode) && Number.parseInt(remote.split(':')[1] ?? '', 16) === port
  }).length
}
