import { execFileSync } from 'node:child_process'
import { spawn } from 'node:child_process'

type Process = { pid: number; parent: number; command: string }

/** Every process of this machine. */
const processes = (): Process[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({ pid: Number(pid), parent: Number(parent), command: command ?? '' }))

export const childOf = (parent: number | undefined, command: RegExp): number => {
  const found = processes().find((one) => one.parent === parent && command.test(one.command))
  if (!found) throw new Error(`${parent} has no child ${command}`)
  return found.pid
}

export const isAlive = (pid: number): boolean =>
  processes().some((one) => one.pid === pid && !/<defunct>/.test(one.command))

export type Ended = { code: number | null; output: string; milliseconds: number }

/** An entry point run to its end, with nothing in its environment but what is given. */
export const runToEnd = (entry: string, environment: Record<string, string>, ...args: string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { PATH = '', HOME = '' } = process.env
    const startedAt = Date.now()
    const child = spawn(process.execPath, ['scripts/run.mjs', `src/processes/${entry}.ts`, ...args], {
      env: { PATH, HOME, ...environment } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: output.trim(), milliseconds: Date.now() - startedAt }))
  })
