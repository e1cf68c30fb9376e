// What a build was made from. Plain JavaScript: it is asked before anything could compile TypeScript.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const SOURCES = ['src', 'public', 'payload.config.ts', 'next.config.mjs', 'package-lock.json', 'tsconfig.json']
const TESTS = /\.test\.tsx?$/
/** Not part of what Next.js builds: changing them must not cost a minute. */
const APART = /^src\/(?:processes|seed|machine)\//

/**
 * The sources by content: a clone, a checkout or a copy changes times and nothing else.
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
 * Names from the root on.
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

/** Where the processes lie in one piece each, beside what Next.js has built. */
export const bundleFolder = (root) => path.join(root, '.next', 'processes')

export const bundleStamp = (root) => path.join(bundleFolder(root), 'built-from')

/** Whether there are bundles of these very sources. */
export const isBundled = (root) => {
  try {
    return fs.readFileSync(bundleStamp(root), 'utf8') === fingerprint(root, 'processes')
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}
