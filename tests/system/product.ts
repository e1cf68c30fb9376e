import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { endProcess, removeFolder } from '../helpers/leftBehind'

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
  const dataDir = environment.DATA_DIR ?? (await newFolder())
  const port = environment.PORT ?? (await freePort())
  const { VITEST, NODE_ENV, ...inherited } = process.env
  void VITEST
  void NODE_ENV
  const child = spawn('node', ['scripts/run.mjs', 'src/processes/start.ts'], {
    env: { ...inherited, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [hasEnded, isGone] = [endProcess(child), environment.DATA_DIR ? () => undefined : removeFolder(dataDir)]
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
  void ended.then(hasEnded)
  const clean = async (): Promise<void> => {
    await rm(dataDir, { recursive: true, force: true })
    isGone()
  }
  try {
    await ready
  } catch (error) {
    if (!environment.DATA_DIR) await clean()
    throw error
  }
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
    clean,
  }
}

const newFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'pristan-system-'))

/**
 * A product with the demo data: started on a copy of the folder that the first of these on a day has made, as
 * making the demo takes four times as long as starting.
 */
export const startDemo = async (compiled: string): Promise<Product> => {
  const made = `${compiled}-demo-${new Date().toISOString().slice(0, 10)}`
  if (!existsSync(made)) {
    const first = await startProduct({ SEED: 'demo' })
    if ((await first.stop()) !== 0) throw new Error(`The product ended badly:\n${first.output()}`)
    await keepFolder(first.dataDir, made)
    await first.clean()
  }
  const dataDir = await newFolder()
  const isGone = removeFolder(dataDir)
  copy(made, dataDir)
  const product = await startProduct({ SEED: 'demo', DATA_DIR: dataDir })
  return { ...product, clean: () => product.clean().then(isGone) }
}

/** With its owners: PostgreSQL insists on its own. */
const copy = (from: string, to: string): void => void execFileSync('cp', ['-a', `${from}/.`, to])

const keepFolder = async (folder: string, kept: string): Promise<void> => {
  const draft = `${kept}-${process.pid}`
  await mkdir(draft, { recursive: true })
  copy(folder, draft)
  // Somebody else may have been quicker.
  await rename(draft, kept).catch(() => rm(draft, { recursive: true, force: true }))
}
