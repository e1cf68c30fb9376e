import fs from 'node:fs'
import path from 'node:path'
import type { Endpoint } from 'payload'
import { uploadsDir } from '@/config/paths'
import { Refusal } from '@/domain/errors'

/** The names we give: nothing else is on the disk. */
const NAME = /^[\w-]{1,100}(?:\.\w{1,10})?$/

/** Payload answers a file that is not there with a server error, and filters by a column that we don't have. */
export const existingFile =
  (getFile: Endpoint['handler']): Endpoint['handler'] =>
  (req) => {
    const name = req.routeParams?.filename
    if (typeof name !== 'string' || !NAME.test(name) || !fs.existsSync(path.join(uploadsDir(), name)))
      throw new Refusal('NOT_FOUND')
    req.searchParams?.delete('prefix')
    return getFile(req)
  }
