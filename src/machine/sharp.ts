import { createRequire } from 'node:module'
import path from 'node:path'
import type Sharp from 'sharp'

/**
 * sharp as CommonJS. Its ES modules import JSON in words that Node 20.9 does not know, 20.10 does. It is looked for
 * from the folder the program runs in, so that whatever bundles this file leaves it alone.
 */
export const sharp = createRequire(path.resolve('package.json'))('sharp') as typeof Sharp
