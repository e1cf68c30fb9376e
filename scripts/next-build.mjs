// Runs `next build` and ends it when its parent ends. After a kill it would otherwise go on for a minute and block the
// next start.
import { createRequire } from 'node:module'

process.once('disconnect', () => process.exit(1))
if (!process.connected) process.exit(1)
process.argv.splice(2, process.argv.length, 'build')
createRequire(import.meta.url)('next/dist/bin/next')
