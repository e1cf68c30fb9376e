import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { SanitizedConfig } from 'payload'
import { createEdge } from '@/processes/http/edge'

/** The product's own REST API behind a real HTTP server, on a port of its own. */
export const serveRest = async (
  config: Promise<SanitizedConfig> | SanitizedConfig,
): Promise<{ server: Server; origin: string }> => {
  const { handleEndpoints } = await import('payload')
  const { server } = createEdge(async (request, response) => {
    const body =
      request.method === 'GET' || request.method === 'HEAD' ? undefined : (Readable.toWeb(request) as ReadableStream)
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const asked = new Request(`http://${request.headers.host}${request.url}`, {
      method: request.method,
      headers,
      body,
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit)
    const answer = await handleEndpoints({ config, request: asked })
    // Several cookies are several headers.
    response.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      ...(answer.headers.has('set-cookie') ? { 'set-cookie': answer.headers.getSetCookie() } : {}),
    })
    // A client that left in the middle is no fault of the server's.
    if (answer.body)
      await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), response).catch((error: unknown) =>
        gone.signal.aborted ? undefined : Promise.reject(error),
      )
    else response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
