import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { build, stop } from 'esbuild'
import { filesBelow, fingerprint } from '../../scripts/sources.mjs'

const ROOT = process.cwd()
/** Inside `.next`, where the product looks up the sources of a stack, and where `next build` deletes nothing. */
const FOLDER = path.join(ROOT, '.next', 'cache', 'tests')

/** What tests start as processes of their own. */
const PROCESSES = [
  'tests/bot/child.ts',
  'tests/bot/web-child.ts',
  'tests/faults/fill.ts',
  'tests/int/database/orphan.ts',
  'tests/int/set-up/abandoned.ts',
]
const KEPT_MS = 24 * 3_600_000

/** Named after its contents, so that two runs at once share it and none meets an old one. */
const folderOf = () => {
  const hash = createHash('sha256').update(fingerprint(ROOT, 'processes'))
  for (const file of ['tests', 'scripts'].flatMap((folder) => filesBelow(ROOT, folder)))
    if (/\.m?[tj]s$/.test(file) && !/\.test\.ts$/.test(file)) hash.update(fs.readFileSync(path.join(ROOT, file)))
  return path.join(FOLDER, hash.digest('hex').slice(0, 16))
}

/** @param {string} made */
const compile = async (made) => {
  if (fs.existsSync(made)) return
  fs.mkdirSync(FOLDER, { recursive: true })
  for (const name of fs.readdirSync(FOLDER)) {
    const old = path.join(FOLDER, name)
    if (Date.now() - fs.statSync(old).mtimeMs > KEPT_MS) fs.rmSync(old, { recursive: true, force: true })
  }
  const sources = filesBelow(ROOT, 'src').filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|\.d\.ts$|^src\/app\//.test(file),
  )
  const draft = `${made}-${process.pid}`
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints: [...sources, ...PROCESSES, 'payload.config.ts'],
      outbase: ROOT,
      outdir: draft,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      keepNames: true,
      sourcemap: 'linked',
      sourcesContent: false,
      loader: { '.scss': 'empty' },
      logLevel: 'warning',
    })
  } finally {
    await stop()
  }
  // Another run may have been quicker.
  if (fs.existsSync(made)) fs.rmSync(draft, { recursive: true })
  else fs.renameSync(draft, made)
}

/**
 * The product compiled once for all test files, which then load it as plain JavaScript: module by module through
 * Vite took several seconds of every file. While somebody watches, the sources themselves are taken.
 *
 * @returns {import('vitest/config').Plugin}
 */
export const compiledProduct = () => {
  const folder = folderOf()
  /** @type {Promise<void> | null} */
  let done = null
  let watching = false
  return {
    name: 'compiled-product',
    enforce: 'pre',
    config: () => ({ test: { provide: { compiled: folder }, server: { deps: { external: [`${FOLDER}/`] } } } }),
    configureVitest: ({ vitest }) => void (watching = vitest.config.watch),
    resolveId: async (name) => {
      const source =
        name === '@payload-config' ? 'payload.config' : name.startsWith('@/') ? `src/${name.slice(2)}` : null
      if (source === null) return null
      await (done ??= compile(folder))
      const found = (within, ending) =>
        [`${source}${ending}`, `${source}/index${ending}`]
          .map((file) => path.join(within, file))
          .find((file) => fs.existsSync(file))
      return (watching ? null : found(folder, '.mjs')) ?? found(ROOT, '.ts') ?? found(ROOT, '.tsx')
    },
  }
}
