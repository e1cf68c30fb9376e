import fs from 'node:fs/promises'
import path from 'node:path'
import { uploadsDir } from '@/config/paths'

/** Succeeds if the file is already gone. */
export const removePhotoFile = async (filename: string): Promise<void> => {
  await fs.rm(path.join(uploadsDir(), path.basename(filename)), { force: true })
}
