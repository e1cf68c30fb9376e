import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { CollectionBeforeOperationHook } from 'payload'

/** Files are often named after people, and the name would appear in every address of the photo. */
export const hideFileName: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if ((operation === 'create' || operation === 'update') && req.file)
    req.file.name = `${randomUUID()}${path.extname(req.file.name).slice(0, 8)}`
  return args
}
