import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export type Product = {
  url: string
  password: string
  dataDir: string
  process: ChildProcess
  output: () => string
  stop: () => Promise<number | null>
  clean: () => Promise<void>
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** `npm start` as a person runs it: everything in its own processes, on a data folder of its own. */
export const startProduct = async (
  environment: Record<string, string> = {},
  knownPassword?: string,
): Promise<Product> => {
  const dataDir = environment.DATA_DIR ?? (await mkdtemp(path.join(os.tmpdir(), 'pristan-system-')))
  const port = environment.PORT ?? (await freePort())
  const { VITEST, NODE_ENV, ...inherited } = process.env
  void VITEST
  void NODE_ENV
  const child = spawn('node', ['scripts/run.mjs', 'src/processes/start.ts'], {
    env: { ...inherited, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const url = `http://127.0.0.1:${port}`
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Pristan is ready')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)))
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  await ready
  return {
    url,
    password: knownPassword ?? (await readFile(path.join(dataDir, 'admin-password'), 'utf8')).trim(),
    dataDir,
    process: child,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
    clean: () => rm(dataDir, { recursive: true, force: true }),
  }
}
