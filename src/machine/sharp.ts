import { createRequire } from 'node:module'
import path from 'node:path'
import type Sharp from 'sharp'

/**
 * Loads sharp as CommonJS, because its ES modules import JSON with a syntax that Node 20.9 does not support (20.10
 * does). It is resolved from the working directory so that bundlers leave it alone.
 */
export const sharp = createRequire(path.resolve('package.json'))('sharp') as typeof Sharp
