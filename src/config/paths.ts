import path from 'node:path'
import { env } from './env'

/** Photos, kept beside the embedded database so that one folder is the whole of the data. */
export const uploadsDir = (): string => path.join(env().dataDir, 'uploads')
