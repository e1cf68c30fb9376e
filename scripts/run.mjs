// Runs a TypeScript entry point of the project: `node scripts/run.mjs src/processes/web.ts [args…]`.
// tsx is imported in this very process, so signals and exit codes reach the program unchanged.
import { pathToFileURL } from 'node:url'
import path from 'node:path'
import { register } from 'tsx/esm/api'

process.env.NODE_ENV ??= 'production'
register()
const [entry] = process.argv.splice(2, 1)
await import(pathToFileURL(path.resolve(entry)).href)
