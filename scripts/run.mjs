// Runs a TypeScript entry point of the project: `node scripts/run.mjs src/processes/web.ts [args…]`.
// tsx is imported in this very process, so signals and exit codes reach the program unchanged.
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import nextEnv from '@next/env'
import { register } from 'tsx/esm/api'

const root = fileURLToPath(new URL('..', import.meta.url))
const [entry] = process.argv.splice(2, 1)
process.env.NODE_ENV = process.argv.includes('--dev') ? 'development' : 'production'
process.env.PAYLOAD_DISABLE_DEPENDENCY_CHECKER ??= 'true'
process.chdir(root)
nextEnv.loadEnvConfig(root, false, { info: () => undefined, error: console.error })
register({ tsconfig: path.join(root, 'tsconfig.json') })
await import(pathToFileURL(path.resolve(entry)).href)
