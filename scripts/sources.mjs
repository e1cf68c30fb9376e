// Fingerprints the sources of a build. Plain JavaScript, because it runs before anything could compile TypeScript.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const SOURCES = [
  'src',
  'public',
  'scripts/pages',
  'payload.config.ts',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]
const TESTS = /\.test\.tsx?$/
/** Not part of the Next.js build, so a change here must not cost a minute. */
const APART = /^src\/(?:processes|seed|machine)\//

/**
 * Hashes the contents of the sources, because a clone, a checkout or a copy changes file times.
 * @param {string} root
 * @param {'pages' | 'processes'} of
 */
export const fingerprint = (root, of) => {
  const hash = createHash('sha256')
  const counts = (name) => !TESTS.test(name) && (of === 'processes' || !APART.test(name))
  for (const file of SOURCES.flatMap((source) => filesBelow(root, source))
    .filter(counts)
    .sort()) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(fs.readFileSync(path.join(root, file)))
        .digest(),
    )
  }
  return hash.digest('hex')
}

/**
 * All files at or below `name`, relative to the root.
 * @param {string} root
 * @param {string} name
 * @returns {string[]}
 */
export const filesBelow = (root, name) => {
  const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [name]
  return fs.readdirSync(path.join(root, name)).flatMap((entry) => filesBelow(root, `${name}/${entry}`))
}

/** The folder of the bundled processes, beside the Next.js build. */
export const bundleFolder = (root) => path.join(root, '.next', 'processes')

export const bundleStamp = (root) => path.join(bundleFolder(root), 'built-from')

/** Whether the bundles were built from the current sources. */
export const isBundled = (root) => {
  try {
    return fs.readFileSync(bundleStamp(root), 'utf8') === fingerprint(root, 'processes')
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}
