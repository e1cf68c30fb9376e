// `npm test`: every check CI runs, one after the other, and one closing line: `N passed, N failed`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-results-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
// Said once more at the end: of a long output often only the last screens are kept.
const failures = []
const started = Date.now()

/** Its words come when it has ended: two that run at once would talk across each other. */
const run = (command, args, aside) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, NODE_ENV: undefined, TZ: 'UTC' },
    })
    const words = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => words.push(chunk))
    child.once('error', (error) => words.push(Buffer.from(String(error))))
    child.once('close', (code) => resolve({ ok: code === 0, words: Buffer.concat(words) }))
  })

const title = (name) => console.log(`\n▸ ${name} (${Math.round((Date.now() - started) / 1000)} s)`)

const step = async (name, command, args, { aside = false } = {}) => {
  if (!aside) title(name)
  const { ok, words } = await run(command, args, aside)
  if (aside) {
    title(name)
    process.stdout.write(words)
  }
  return ok
}

const fail = (count, where, why = '') => {
  totals.failed += count
  failures.push({ where, why: why.split('\n').slice(0, 12).join('\n') })
}

const check = async (name, command, args, options) => {
  if (await step(name, command, args, options)) totals.passed += 1
  else fail(1, name)
}

const suite = async (name, project, options) => {
  const report = path.join(folder, `${project}.json`)
  const ok = await step(
    name,
    'npx',
    ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    options,
  )
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += result.numPassedTests
    totals.skipped += result.numPendingTests + result.numTodoTests
    for (const file of result.testResults) {
      const where = `${name} › ${path.relative(process.cwd(), file.name)}`
      const failed = file.assertionResults.filter((test) => test.status === 'failed')
      for (const test of failed) fail(1, `${where} › ${test.fullName}`, test.failureMessages.join('\n'))
      if (file.status === 'failed' && failed.length === 0) failures.push({ where, why: file.message ?? '' })
    }
    // A file that can't even be loaded, or an error outside any test, fails no test and still is a failure.
    if (!ok && result.numFailedTests === 0) fail(1, name, 'an error outside of any test: see above')
  } catch (error) {
    fail(1, name, `it left no report: ${error.message}`)
  }
}

// Each of these keeps one core busy and no time to itself.
const aside = { aside: true }
await Promise.all([
  (async () => {
    await check('Types', 'npx', ['tsc', '--noEmit'], aside)
    await check('Lint', 'npx', ['eslint', '.', '--max-warnings', '0'], aside)
    await check('Formatting', 'npm', ['run', '--silent', 'format:check'], aside)
  })(),
  suite('Rules', 'unit', aside),
])
await check('Structure', 'node', ['scripts/check-structure.mjs'])
await check('Generated files', 'node', ['scripts/check-generated.mjs'])
await check('Build', 'node', ['scripts/run.mjs', 'src/processes/build-now.ts'])
await suite('Operations, API and races', 'int')
await suite('The bot', 'bot')
await suite('Whole processes', 'system')
await suite('Faults, in short', 'faults')
await suite('The panel in a browser', 'e2e')

rmSync(folder, { recursive: true, force: true })
for (const { where, why } of failures) console.log(`\n✗ ${where}\n${why}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed === 0 ? 0 : 1)
