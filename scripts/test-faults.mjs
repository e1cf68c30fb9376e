// `npm run test:faults [-- kills|disk|network|fuzz|…] [-- --seed=N]`: the full fault tests; `npm test` runs them in
// short.
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
const run = (...of) => spawnSync('npx', ['vitest', 'run', ...of], { stdio: 'inherit', env: environment }).status ?? 1
// The fuzzer starts no processes, so it belongs to the API tests.
const isFuzz = (file) => file === 'tests/faults/fuzz'
const others = files.filter((file) => !isFuzz(file))
const statuses = [
  ...(files.length === 0 || others.length > 0 ? [run('--project', 'faults', ...others)] : []),
  ...(files.length === 0 || files.some(isFuzz) ? [run('--project', 'int', 'tests/int/openapi/fuzz.test.ts')] : []),
]
process.exit(Math.max(...statuses))
