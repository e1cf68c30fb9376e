import { once } from 'node:events'
import next from 'next'
import { env } from '@/config/env'
import { nameProcess } from '@/config/log'
import { Failure, systemCode } from '@/machine/failure'
import { listenFailure } from '@/machine/ports'
import { logTheConsole } from './console'
import { ensureBuild } from './build'
import { openDatabase } from './database'
import { isApi } from './http/check'
import { compressedPages } from './http/compressedPages'
import { createEdge, type Handler } from './http/edge'
import { orElsewhere } from './http/elsewhere'
import { createPageFiles } from './http/pageFiles'
import { main, stopRequest } from './main'
import { DEV, endWithSupervisor, isSupervised, tellSupervisor, untilTold } from './messages'
import { runToEnd } from './managed'
import { loadPayload } from './payload'
import { ensureSecret } from './secret'
import { logLine } from './terminal'
import { placeViewer } from './viewer'

const DRAIN_MS = 5_000

nameProcess('web')
if (!process.argv.includes(DEV)) logTheConsole()

await main(async () => {
  let stopping = false
  const stopped = stopRequest().then(() => (stopping = true))
  endWithSupervisor()
  const mayListen = isSupervised() ? untilTold('listen') : Promise.resolve()
  const { host, port } = env()
  ensureSecret()
  const database = await openDatabase('npm run web', (line) => logLine('database', line))
  try {
    if (!isSupervised()) {
      await ensureBuild((line) => logLine('build', line))
      await runToEnd('src/processes/prepare.ts')
    }
    const dev = process.argv.includes(DEV)
    const edge = createEdge((req, res, body) => (isApi(req.url) ? api(req, res, body) : pages(req, res, body)), {
      upgrades: dev,
    })
    const app = next({ dev, dir: process.cwd(), hostname: host, port, httpServer: edge.server })
    const toNext = app.getRequestHandler()
    const framework = orElsewhere((req, res) => toNext(req, res))
    // Payload is loaded before Next.js, because the pages reuse an existing instance. In development Next.js loads
    // both, since it recompiles them when a file changes.
    const [{ api, pages }] = await Promise.all([
      dev ? doorsOfDevelopment(framework) : openDoors(framework),
      app.prepare(),
    ])
    await tellSupervisor({ type: 'loaded' })
    await Promise.race([mayListen, stopped])
    if (stopping) return
    edge.server.listen(port, host)
    try {
      await once(edge.server, 'listening')
    } catch (error) {
      throw systemCode(error) === undefined ? error : listenFailure(error, port, host)
    }
    await warmUp(host, port)
    await tellSupervisor({ type: 'ready' })
    if (!isSupervised()) logLine('web', `listening on ${addressOf(host, port)}`)
    void warmUpPanel(host, port)
    await stopped
    await edge.drain(DRAIN_MS)
  } finally {
    await database.close(2_500)
  }
})

/** Next.js answers everything but the viewer of the API's description. */
async function doorsOfDevelopment(framework: Handler): Promise<{ api: Handler; pages: Handler }> {
  await placeViewer(process.cwd())
  return { api: framework, pages: createPageFiles(process.cwd(), framework) }
}

async function openDoors(framework: Handler): Promise<{ api: Handler; pages: Handler }> {
  const [{ createApi }, { createPageDoor }, payload] = await Promise.all([
    import('./http/api'),
    import('./http/pageDoor'),
    loadPayload(),
  ])
  const pages = createPageDoor(payload, compressedPages(framework))
  return { api: createApi(payload.config), pages: createPageFiles(process.cwd(), pages) }
}

/** The first request loads the application. We send it ourselves, so that people don't wait and faults show at once. */
async function warmUp(host: string, port: number): Promise<void> {
  try {
    const response = await fetch(`${ownAddress(host, port)}/api/health/ready`)
    await response.arrayBuffer()
    if (!response.ok) logLine('web', `is not ready yet: /api/health/ready answers ${response.status}`)
  } catch (error) {
    throw new Failure('The web server does not answer its own health check.', { cause: error })
  }
}

/** Loads the pages ahead too. The API can be used meanwhile. */
async function warmUpPanel(host: string, port: number): Promise<void> {
  try {
    const response = await fetch(`${ownAddress(host, port)}/admin/login`)
    await response.arrayBuffer()
  } catch (error) {
    logLine('web', `the panel was not loaded ahead (${systemCode(error) ?? 'stopped'})`)
  }
}

/** The address at which a server that listens on all interfaces can reach itself. */
function ownAddress(host: string, port: number): string {
  return addressOf(host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port)
}

function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
