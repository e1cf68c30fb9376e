import { ensureBuild } from './build'
import { main } from './main'
import { logLine } from './terminal'

// A build holds no data, and another user may run it.
await main(async () => void (await ensureBuild((line) => logLine('build', line), { force: true })), {
  umask: process.umask(),
})
