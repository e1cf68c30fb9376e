import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import next from 'next'
import { getPayload } from 'payload'
import config from './payload.config'

const [port, email, password] = process.argv.slice(2)

// Payload makes its tables by itself only outside of production, where its pages are meant to be measured.
const payload = await getPayload({ config })
Object.assign(process.env, { NODE_ENV: 'production' })
const credentials = { email: email ?? '', password: password ?? '' }
await payload.create({ collection: 'users' as never, data: credentials as never })
const { token } = await payload.login({ collection: 'users' as never, data: credentials as never })

const app = next({ dir: path.resolve('bench/blank-panel'), dev: false })
await app.prepare()
const server = http.createServer(app.getRequestHandler())
server.listen(Number(port), '127.0.0.1')
await once(server, 'listening')
process.send?.({ type: 'ready', token })
