import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { build, stop } from 'esbuild'
import { filesBelow, fingerprint } from '../../scripts/sources.mjs'
import { together } from '../../src/processes/bundle.ts'

const ROOT = process.cwd()
/** Inside `.next`, where the product looks up the sources of a stack, and where `next build` deletes nothing. */
const FOLDER = path.join(ROOT, '.next', 'cache', 'tests')
const KEPT_MS = 24 * 3_600_000

/** What the product and a test both use has to be the same one for both. */
const SHARED = { payload: 'packages/payload' }
const APART = ['pg', 'vitest', 'vitest/*', 'typescript']

const readTests = () =>
  ['tests', 'scripts']
    .flatMap((folder) => filesBelow(ROOT, folder))
    .filter((file) => /\.m?ts$/.test(file))
    .sort()
    .map((file) => ({ file, text: fs.readFileSync(path.join(ROOT, file), 'utf8') }))

/**
 * What tests import of the product, and what they start as a process, by the names in their texts.
 * @param {{ text: string }[]} tests
 */
const entriesOf = (tests) => {
  const names = tests.flatMap(({ text }) => [...text.matchAll(/'(?:@\/([^']+)|((?:src|tests)\/[^']+)\.ts)'/g)])
  const sources = names.flatMap(([, imported, started]) => {
    const name = imported === undefined ? started : `src/${imported}`
    return [`${name}.ts`, `${name}/index.ts`].filter((file) => fs.existsSync(path.join(ROOT, file))).slice(0, 1)
  })
  return [...new Set([...sources, 'payload.config.ts'])].filter((file) => !/\.test\.ts$/.test(file)).sort()
}

/** Named after its contents, so that two runs at once share it and none meets an old one. */
const plan = () => {
  const tests = readTests()
  const entries = entriesOf(tests)
  const hash = createHash('sha256').update(fingerprint(ROOT, 'processes')).update(entries.join())
  for (const { file, text } of tests) if (!/\.test\.ts$/.test(file)) hash.update(text)
  return { entries, folder: path.join(FOLDER, hash.digest('hex').slice(0, 16)) }
}

/** @param {ReturnType<typeof plan>} plan */
const compile = async ({ entries, folder }) => {
  if (fs.existsSync(folder)) return
  fs.mkdirSync(FOLDER, { recursive: true })
  for (const name of fs.readdirSync(FOLDER)) {
    const old = path.join(FOLDER, name)
    if (Date.now() - fs.statSync(old).mtimeMs > KEPT_MS) fs.rmSync(old, { recursive: true, force: true })
  }
  const draft = `${folder}-${process.pid}`
  try {
    await build({
      ...together,
      absWorkingDir: ROOT,
      entryPoints: {
        ...Object.fromEntries(entries.map((file) => [file.replace(/\.ts$/, ''), file])),
        ...Object.fromEntries(Object.entries(SHARED).map(([name, file]) => [file, name])),
      },
      external: [...together.external, ...APART],
      outdir: draft,
    })
  } finally {
    await stop()
  }
  // Another run may have been quicker.
  if (fs.existsSync(folder)) fs.rmSync(draft, { recursive: true })
  else fs.renameSync(draft, folder)
}

/**
 * The product compiled once for all test files, with the packages it is made of: to load some 3,000 modules one by
 * one took seconds of every file. While somebody watches, the sources themselves are taken.
 * @returns {import('vitest/config').Plugin}
 */
export const compiledProduct = () => {
  const planned = plan()
  const { folder } = planned
  /** @type {Promise<void> | null} */
  let done = null
  let watching = false
  return {
    name: 'compiled-product',
    enforce: 'pre',
    config: () => ({
      test: { provide: { compiled: folder }, server: { deps: { external: [/\/\.next\/cache\/tests\//] } } },
    }),
    configureVitest: ({ vitest }) => void (watching = vitest.config.watch),
    resolveId: async (name) => {
      const own = name === '@payload-config' ? 'payload.config' : name.startsWith('@/') ? `src/${name.slice(2)}` : null
      const source = own ?? (watching ? undefined : SHARED[name])
      if (source === undefined) return null
      await (done ??= compile(planned))
      const found = (within, ending) =>
        [`${source}${ending}`, `${source}/index${ending}`]
          .map((file) => path.join(within, file))
          .find((file) => fs.existsSync(file))
      return (watching ? null : found(folder, '.mjs')) ?? found(ROOT, '.ts') ?? found(ROOT, '.tsx')
    },
  }
}
