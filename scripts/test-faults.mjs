// `npm run test:faults [-- kills|disk|network|fuzz|backup|…] [-- --seed=N --requests=N]`: the full fault tests;
// `npm test` runs them in short. `requests` is for the fuzzer and the backups, to be run in pieces.
import { spawnSync } from 'node:child_process'

const args = process.argv.slice(2)
const given = (name) => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)
const [seed, requests] = [given('seed'), given('requests')]
const files = args.filter((argument) => !argument.startsWith('--')).map((name) => `tests/faults/${name}`)
const environment = {
  ...process.env,
  NODE_ENV: undefined,
  TZ: 'UTC',
  FAULTS: 'long',
  ...(seed === undefined ? {} : { FAULTS_SEED: seed }),
  ...(requests === undefined ? {} : { FAULTS_REQUESTS: requests }),
}

const build = spawnSync(process.execPath, ['scripts/run.mjs', 'src/processes/build-now.ts'], {
  stdio: 'inherit',
  env: { ...environment, NODE_ENV: 'production' },
})
if (build.status !== 0) process.exit(build.status ?? 1)
const run = (...of) => spawnSync('npx', ['vitest', 'run', ...of], { stdio: 'inherit', env: environment }).status ?? 1
// These need no built product, so they belong to the tests of the API.
const APART = { fuzz: 'tests/int/openapi/fuzz.test.ts', backup: 'tests/int/backup/random-faults.test.ts' }
const apart = (file) => APART[file.slice('tests/faults/'.length)]
const others = files.filter((file) => !apart(file))
const chosen = files.length === 0 ? Object.values(APART) : files.flatMap((file) => apart(file) ?? [])
const statuses = [
  ...(files.length === 0 || others.length > 0 ? [run('--project', 'faults', ...others)] : []),
  ...(chosen.length > 0 ? [run('--project', 'int', ...chosen)] : []),
]
process.exit(Math.max(...statuses))
