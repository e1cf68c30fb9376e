import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded, type EmbeddedServer } from '@/db/embedded'
import { endProcess, removeFolder } from '../helpers/leftBehind'

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

export type Running = {
  name: string
  process: ChildProcess
  lines: () => Record<string, unknown>[]
  output: () => string
  ended: Promise<number | null>
}

/** One process of the product as a service manager runs it, with nothing in its environment but what is given. */
export const run = (entry: string, name: string, environment: Record<string, string>): Running => {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['scripts/run.mjs', `src/processes/${entry}.ts`], {
    env: { PATH, HOME, LOG_FORMAT: 'json', ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const lines = () =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{"time"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  const hasEnded = endProcess(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  void ended.then(hasEnded)
  return { name, process: child, lines, output: () => output, ended }
}

export const stopAll = async (running: readonly Running[]): Promise<void> => {
  for (const { process: child } of running)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  await Promise.all(running.map(({ ended }) => ended))
}

/**
 * Every request to the next one behind it, streams included; one that refuses the connection is passed by,
 * as a proxy does.
 */
export const startProxy = async (ports: readonly number[]): Promise<{ url: string; close: () => Promise<void> }> => {
  let turn = 0
  const pass = (req: http.IncomingMessage, res: http.ServerResponse, body: Buffer, left: number): void => {
    const headers = {
      ...req.headers,
      'x-forwarded-for': [req.headers['x-forwarded-for'], req.socket.remoteAddress]
        .filter((part) => part !== undefined)
        .join(', '),
    }
    const out = http.request(
      { port: ports[(turn += 1) % ports.length], host: '127.0.0.1', method: req.method, path: req.url, headers },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
        answer.once('error', () => res.destroy())
      },
    )
    res.once('close', () => out.destroy())
    out.once('error', (error: NodeJS.ErrnoException) => {
      if (res.headersSent || res.destroyed) res.destroy()
      else if (error.code === 'ECONNREFUSED' && left > 0) pass(req, res, body, left - 1)
      else res.writeHead(502).end()
    })
    out.end(body)
  }
  const server = http.createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.once('end', () => pass(req, res, Buffer.concat(chunks), ports.length - 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const ready = async (url: string, patienceMs = 60_000): Promise<void> => {
  for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
    const ok = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(2000) })
      .then(async (answer) => (await answer.arrayBuffer()) && answer.ok)
      .catch(() => false)
    if (ok) return
    if (Date.now() > deadline) throw new Error(`${url} is not ready`)
  }
}

/** A PostgreSQL of its own and the environment that all processes of one service share. */
export const startDatabase = async (
  settings: Record<string, string> = {},
  folder = os.tmpdir(),
): Promise<{
  server: EmbeddedServer
  dataDir: string
  environment: Record<string, string>
  adminPassword: string
  close: () => Promise<void>
}> => {
  const dataDir = await mkdtemp(path.join(folder, 'pristan-service-'))
  const isGone = removeFolder(dataDir)
  // Tests put proxies between the product and its database.
  const server = await startEmbedded({
    dataDir,
    tcp: true,
    keepAlive: true,
    settings: { max_connections: '200', ...settings },
  })
  const adminPassword = 'correct horse battery staple'
  return {
    server,
    dataDir,
    adminPassword,
    environment: {
      DATABASE_URL: server.url,
      DATA_DIR: path.join(dataDir, 'data'),
      PAYLOAD_SECRET: 'the same for all processes',
      SEED: 'none',
      ADMIN_PASSWORD: adminPassword,
    },
    close: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
      isGone()
    },
  }
}
