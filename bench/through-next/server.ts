import { once } from 'node:events'
import path from 'node:path'
import next from 'next'
import { env } from '@/config/env'
import { createEdge } from '@/processes/http/edge'

/** The web process as it was when Next.js answered the API. */
const { host, port } = env()
const edge = createEdge((req, res) => handle(req, res))
const app = next({ dir: path.resolve('bench/through-next'), hostname: host, port, httpServer: edge.server })
const handle = app.getRequestHandler()
await app.prepare()
edge.server.listen(port, host)
await once(edge.server, 'listening')
process.send?.({ type: 'ready' })
