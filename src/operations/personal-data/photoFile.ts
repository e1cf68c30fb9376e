import fs from 'node:fs/promises'
import path from 'node:path'
import { uploadsDir } from '@/config/paths'

/** Once more changes nothing. */
export const removePhotoFile = async (filename: string): Promise<void> => {
  await fs.rm(path.join(uploadsDir(), path.basename(filename)), { force: true })
}
