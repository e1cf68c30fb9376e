/** `compression` ships no types. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { BrotliOptions } from 'node:zlib'

  type Options = { threshold?: number; level?: number; brotli?: BrotliOptions }
  type Middleware = (req: IncomingMessage, res: ServerResponse, next: () => void) => void
  export default function compression(options?: Options): Middleware
}
