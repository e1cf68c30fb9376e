// The types and the import map are generated and committed: they have to be what the collections say today.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const FILES = { 'generate:types': 'src/payload-types.ts', 'generate:importmap': 'src/app/(payload)/admin/importMap.js' }
let stale = 0

for (const [command, file] of Object.entries(FILES)) {
  const before = readFileSync(file, 'utf8')
  execFileSync('npx', ['payload', command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PAYLOAD_SECRET: 'generated', DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing', PAYLOAD_CONFIG_PATH: 'payload.config.ts' },
  })
  if (readFileSync(file, 'utf8') === before) continue
  stale += 1
  writeFileSync(file, before)
  console.error(`${file} is not what the collections say: run npm run ${command} and commit it`)
}
console.log(stale === 0 ? 'Generated files are fresh' : `${stale} stale`)
process.exit(stale === 0 ? 0 : 1)
