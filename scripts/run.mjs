// Runs a TypeScript entry point of the project: `node scripts/run.mjs src/processes/web.ts [args…]`. Uses the bundle if
// it was built from the current sources, otherwise the source itself. JavaScript is run as it is. The entry point is
// imported into this process, so that signals and exit codes work unchanged.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import nextEnv from '@next/env'
import { bundleFolder, isBundled } from './sources.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [entry] = process.argv.splice(2, 1)
process.env.NODE_ENV = process.argv.includes('--dev') ? 'development' : 'production'
process.env.PAYLOAD_DISABLE_DEPENDENCY_CHECKER ??= 'true'
process.chdir(root)
nextEnv.loadEnvConfig(root, false, { info: () => undefined, error: console.error })
const bundle = path.join(bundleFolder(root), `${path.basename(entry, '.ts')}.mjs`)
if (
  process.env.NODE_ENV === 'production' &&
  path.resolve(entry, '..') === path.join(root, 'src/processes') &&
  fs.existsSync(bundle) &&
  isBundled(root)
) {
  await import(pathToFileURL(bundle).href)
} else if (entry.endsWith('.mjs')) {
  await import(pathToFileURL(path.resolve(entry)).href)
} else {
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: path.join(root, 'tsconfig.json') })
  await import(pathToFileURL(path.resolve(entry)).href)
}
