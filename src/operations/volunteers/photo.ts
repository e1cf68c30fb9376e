import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import { uploadsDir } from '@/config/paths'

/** The stored photo of a visitor, or null if it is gone. */
export const readPhoto = async (payload: Payload, id: string): Promise<Buffer | null> => {
  const media = await payload.findByID({ collection: 'media', id, depth: 0, overrideAccess: true, disableErrors: true })
  if (!media?.filename) return null
  return readFile(path.join(uploadsDir(), path.basename(media.filename))).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
