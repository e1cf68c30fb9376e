// `npm test`: every check CI runs, one after the other, and one closing line: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-results-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
const started = Date.now()

const run = (command, args) => spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, NODE_ENV: undefined, TZ: 'UTC' } }).status === 0

const title = (name) => console.log(`\n▸ ${name} (${Math.round((Date.now() - started) / 1000)} s)`)

const check = (name, command, ...args) => {
  title(name)
  totals[run(command, args) ? 'passed' : 'failed'] += 1
}

const suite = (name, project) => {
  title(name)
  const report = path.join(folder, `${project}.json`)
  const ok = run('npx', ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += result.numPassedTests
    totals.failed += result.numFailedTests
    totals.skipped += result.numPendingTests + result.numTodoTests
    // A file that can't even be loaded, or an error outside any test, fails no test and still is a failure.
    if (!ok && result.numFailedTests === 0) totals.failed += 1
  } catch (error) {
    console.error(`${name} left no report: ${error.message}`)
    totals.failed += 1
  }
}

check('Types', 'npx', 'tsc', '--noEmit')
check('Lint', 'npx', 'eslint', '.', '--max-warnings', '0')
check('Structure', 'node', 'scripts/check-structure.mjs')
check('Generated files', 'node', 'scripts/check-generated.mjs')
suite('Rules', 'unit')
check('Build', 'node', 'scripts/run.mjs', 'src/processes/build-now.ts')
suite('Operations, API and races', 'int')
suite('The bot', 'bot')
suite('Whole processes', 'system')
suite('Faults, in short', 'faults')
suite('The panel in a browser', 'e2e')

rmSync(folder, { recursive: true, force: true })
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed === 0 ? 0 : 1)
