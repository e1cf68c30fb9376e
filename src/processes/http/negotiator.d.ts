/** The published types lack `preferred`. Declares only what we use. */
declare module 'negotiator' {
  import type { IncomingHttpHeaders } from 'node:http'
  export default class Negotiator {
    constructor(request: { headers: IncomingHttpHeaders })
    encoding<Coding extends string>(
      available: readonly Coding[],
      options: { preferred: readonly Coding[] },
    ): Coding | undefined
  }
}
