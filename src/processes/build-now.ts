import { ensureBuild } from './build'
import { main } from './main'
import { logLine } from './terminal'

// A build contains no private data, and another user may have to run it, so the umask is not private.
await main(async () => void (await ensureBuild((line) => logLine('build', line), { force: true })), {
  umask: process.umask(),
})
