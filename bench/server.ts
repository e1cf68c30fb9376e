import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { childEnvironment } from '@/config/env'
import { freePort } from '@/machine/ports'
import { createKey } from '@/operations/integrations/createKey'
import { end } from '@/processes/managed'
import type { World } from './world'

export type Memory = { rss: number; heap: number }
export type Answered = { status: number; text: string }
export type Server = {
  get: (path: string, headers?: Record<string, string>) => Promise<Answered>
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answered>
  pid: number
  url: string
  /** Returns only the status, with a client as cheap as possible, to measure rates. */
  hit: (path: string, headers?: Record<string, string>, body?: string) => Promise<number>
  /** Reads the body in chunks and discards it. */
  download: (path: string, headers: Record<string, string>) => Promise<{ status: number; bytes: number }>
  /** The memory after a full garbage collection. */
  memory: () => Promise<Memory>
  stop: () => Promise<void>
}

/** Starts the product's web process on the database of the benchmark, as `npm run web` does. */
export const startServer = async (world: World, entry = 'src/processes/web.ts'): Promise<Server> => {
  const port = await freePort()
  const child = fork(path.resolve('scripts/run.mjs'), [entry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment({ PORT: String(port), HOST: '127.0.0.1', NEXT_TELEMETRY_DISABLED: '1' }),
    execArgv: ['--expose-gc', '--import', path.resolve('bench/probe.mjs')],
  })
  const answer = <Type extends string>(type: Type): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const listen = (message: Record<string, unknown>): void => {
        if (message.type !== type) return
        child.off('message', listen)
        resolve(message)
      }
      child.on('message', listen)
      child.once('exit', () => reject(new Error('The server ended')))
    })
  await answer('ready')
  const { key } = await createKey(world.payload, { name: 'bench', scope: 'booking', by: null, now: world.now })
  const headers = {
    authorization: `integrations API-Key ${key}`,
    'content-type': 'application/json',
    'accept-language': 'ru',
  }
  const send = async (where: string, init: RequestInit): Promise<Answered> => {
    const response = await fetch(`http://127.0.0.1:${port}${where}`, init)
    return { status: response.status, text: await response.text() }
  }
  const agent = new http.Agent({ keepAlive: true })
  const hit: Server['hit'] = (where, more = {}, body) =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST'
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const request = http.request(
        { agent, host: '127.0.0.1', port, path: where, method, headers: { ...headers, ...length, ...more } },
        (response) => {
          response.on('end', () => resolve(response.statusCode ?? 0))
          response.once('error', reject)
          response.resume()
        },
      )
      request.once('error', reject)
      request.end(body)
    })
  return {
    hit,
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    download: async (where, more) => {
      const response = await fetch(`http://127.0.0.1:${port}${where}`, { headers: { ...headers, ...more } })
      let bytes = 0
      const reader = response.body?.getReader()
      for (let read = await reader?.read(); read?.value; read = await reader?.read()) bytes += read.value.length
      return { status: response.status, bytes }
    },
    get: (where, more = {}) => send(where, { headers: { ...headers, ...more } }),
    post: (where, body, more = {}) =>
      send(where, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) }),
    memory: async () => {
      const told = answer('memory')
      child.send({ type: 'measure' })
      const { rss, heap } = await told
      return { rss: Number(rss), heap: Number(heap) }
    },
    stop: async () => {
      agent.destroy()
      const running = child.exitCode === null && child.signalCode === null
      const exited = running ? once(child, 'exit') : Promise.resolve()
      await end(child, 8_000)
      await exited
    },
  }
}
