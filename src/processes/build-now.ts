import { ensureBuild } from './build'
import { main } from './main'
import { say } from './terminal'

await main(async () => void (await ensureBuild((line) => say('build', line), { force: true })))
