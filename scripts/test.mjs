// `npm test`: runs every check of CI and ends with one line: `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-results-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
// Repeated at the end, because often only the end of a long output is kept.
const failures = []
const times = { files: [], tests: [] }
const started = Date.now()
const seconds = (from) => Math.round((Date.now() - from) / 1000)

/** Skips files whose content has not changed since the last check. */
const cached = (tool) => [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  `node_modules/.cache/${tool}.json`,
]

const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
    console.log(`\n${signal}: stopped after ${seconds(started)} s`)
    process.exit(130)
  })

/** Prints the output of a step when it has ended, because several run at once and their output would mix. */
const step = async (name, script, args, environment = {}) => {
  const since = Date.now()
  const words = []
  const ok = await new Promise((resolve) => {
    // Started without npx or npm in between, which would not pass on signals.
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: undefined, TZ: 'UTC', ...environment },
    })
    running.add(child)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(chunk))
    child.once('error', (error) => words.push(Buffer.from(String(error))))
    child.once('close', (code) => resolve(running.delete(child) && code === 0))
  })
  console.log(`\n▸ ${name} (${seconds(since)} s, at ${seconds(started)} s)`)
  process.stdout.write(Buffer.concat(words))
  return ok
}

const fail = (count, where, why = '') => {
  totals.failed += count
  failures.push({ where, why: why.split('\n').slice(0, 12).join('\n') })
}

const check = async (name, script, ...args) => {
  if (await step(name, script, args)) totals.passed += 1
  else fail(1, name)
}

const suite = async (name, project) => {
  const report = path.join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ok = await step(name, 'node_modules/vitest/vitest.mjs', ['run', '--project', project, ...reporters], {
    VITEST_STAGE: project,
  })
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += result.numPassedTests
    totals.skipped += result.numPendingTests + result.numTodoTests
    for (const file of result.testResults) {
      const where = `${name} › ${path.relative(process.cwd(), file.name)}`
      times.files.push({ where, ms: file.endTime - file.startTime })
      for (const { fullName, duration } of file.assertionResults)
        times.tests.push({ where: `${where} › ${fullName}`, ms: duration ?? 0 })
      const failed = file.assertionResults.filter((test) => test.status === 'failed')
      for (const test of failed) fail(1, `${where} › ${test.fullName}`, test.failureMessages.join('\n'))
      if (file.status === 'failed' && failed.length === 0) failures.push({ where, why: file.message ?? '' })
    }
    // A file that can't be loaded, or an error outside any test, counts as no failed test but is a failure.
    if (!ok && result.numFailedTests === 0) fail(1, name, 'an error outside of any test: see above')
  } catch (error) {
    fail(1, name, `it left no report: ${error.message}`)
  }
}

const oneAfterTheOther = async (...steps) => {
  for (const one of steps) await one()
}

// Each of these keeps one core fully busy.
await Promise.all([
  oneAfterTheOther(
    () => check('Types', 'node_modules/typescript/bin/tsc', '--noEmit'),
    () => check('Structure', 'scripts/check-structure.mjs'),
    () => check('Texts', 'scripts/run.mjs', 'scripts/check-texts.ts'),
    () => check('Generated files', 'scripts/check-generated.mjs'),
  ),
  oneAfterTheOther(
    () => suite('Rules', 'unit'),
    () => check('Lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', ...cached('eslint')),
    () =>
      check(
        'Formatting',
        'node_modules/prettier/bin/prettier.cjs',
        '--check',
        '.',
        '--log-level',
        'warn',
        ...cached('prettier'),
      ),
  ),
])
await check('Build', 'scripts/run.mjs', 'src/processes/build-now.ts')
// Tests of whole processes wait half of their time, so the operations tests can use the rest of the two cores.
await Promise.all([
  oneAfterTheOther(
    () => suite('Operations, API and races', 'int'),
    () => suite('The bot', 'bot'),
  ),
  oneAfterTheOther(
    () => suite('Whole processes', 'system'),
    () => suite('Faults, in short', 'faults'),
  ),
])
await suite('The panel in a browser', 'e2e')

rmSync(folder, { recursive: true, force: true })
for (const [what, list] of Object.entries(times)) {
  console.log(`\nThe slowest ${what}:`)
  for (const { where, ms } of list.sort((a, b) => b.ms - a.ms).slice(0, 10))
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${where}`)
}
for (const { where, why } of failures) console.log(`\n✗ ${where}\n${why}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed === 0 ? 0 : 1)
