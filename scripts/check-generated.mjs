// Generated files are committed. Checks that types, import map, access table and migrations match the collections.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const FILES = { 'generate:types': 'src/payload-types.ts', 'generate:importmap': 'src/app/(payload)/admin/importMap.js' }
let stale = 0

for (const [command, file] of Object.entries(FILES)) {
  const before = readFileSync(file, 'utf8')
  execFileSync('npm', ['run', command], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (readFileSync(file, 'utf8') === before) continue
  stale += 1
  writeFileSync(file, before)
  console.error(`${file} is not what the collections say: run npm run ${command} and commit it`)
}
// These commands have a check of their own and print what to do.
for (const command of ['docs:access', 'migrate:create']) {
  try {
    execFileSync('npm', ['run', command, '--', '--check'], { stdio: ['ignore', 'ignore', 'inherit'] })
  } catch {
    stale += 1
  }
}
console.log(stale === 0 ? 'Generated files are fresh' : `${stale} stale`)
process.exit(stale === 0 ? 0 : 1)
