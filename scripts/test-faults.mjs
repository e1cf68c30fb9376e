// `npm run test:faults [-- kills|disk|network|…] [-- --seed=N]`: the faults in full. `npm test` runs them in short.
import { spawnSync } from 'node:child_process'

const args = process.argv.slice(2)
const seed = args.find((argument) => argument.startsWith('--seed='))?.slice('--seed='.length)
const files = args.filter((argument) => !argument.startsWith('--')).map((name) => `tests/faults/${name}`)
const environment = {
  ...process.env,
  NODE_ENV: undefined,
  TZ: 'UTC',
  FAULTS: 'long',
  ...(seed === undefined ? {} : { FAULTS_SEED: seed }),
}

const build = spawnSync(process.execPath, ['scripts/run.mjs', 'src/processes/build-now.ts'], {
  stdio: 'inherit',
  env: { ...environment, NODE_ENV: 'production' },
})
if (build.status !== 0) process.exit(build.status ?? 1)
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'faults', ...files], {
  stdio: 'inherit',
  env: environment,
})
process.exit(status ?? 1)
