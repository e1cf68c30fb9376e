// `next build` that ends with the process which asked for it: left alone after a kill, it would go on
// for a minute and keep the next start from building.
import { createRequire } from 'node:module'

process.once('disconnect', () => process.exit(1))
if (!process.connected) process.exit(1)
process.argv.splice(2, process.argv.length, 'build')
createRequire(import.meta.url)('next/dist/bin/next')
