import { ensureBuild } from './build'
import { main } from './main'
import { logLine } from './terminal'

await main(async () => void (await ensureBuild((line) => logLine('build', line), { force: true })))
