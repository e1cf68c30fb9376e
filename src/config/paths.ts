import path from 'node:path'
import { env } from './env'

/** Photos are kept next to the embedded database, so that one folder contains all data. */
export const uploadsDir = (): string => path.join(env().dataDir, 'uploads')
