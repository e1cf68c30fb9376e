import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, stop } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atSource } from './sources'

const folder = path.resolve('.next/sources-test')
const bundle = path.join(folder, 'bundle.mjs')
let stack: string[]

beforeAll(async () => {
  mkdirSync(path.join(folder, 'src'), { recursive: true })
  writeFileSync(
    path.join(folder, 'src/thrower.ts'),
    `type Nothing = undefined\n\nexport const fail = (nothing: Nothing): never => {\n  throw new Error('здесь ' + ` +
      `String(nothing))\n}\n`,
  )
  await build({
    absWorkingDir: folder,
    entryPoints: ['src/thrower.ts'],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    sourcemap: 'linked',
    sourcesContent: false,
    minify: true,
  })
  await stop()
  // Runs in a separate process, because the test runner changes the places in stacks.
  const script = `import(${JSON.stringify(bundle)}).then(({ fail }) => fail()).catch(({ stack }) => console.log(stack))`
  stack = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).split('\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a place in what was built', () => {
  it('is the one in the sources', () => {
    expect(atSource(stack.find((line) => line.includes('bundle.mjs')) ?? '')).toMatch(
      /^\s+at .*\(?src\/thrower\.ts:4:9\)?$/,
    )
  })

  it.each([
    ['without a map', `    at run (${path.resolve('.next/server/no-such-file.js')}:1:2)`],
    ['beyond its end', `    at run (${bundle}:9999:1)`.replace('bundle.mjs', 'other.mjs')],
    ['outside of the build', '    at run (/etc/passwd:1:2)'],
    ['that only looks like one', `    at run (${path.resolve('.next')}/../package.json:1:2)`],
    ['in the platform', '    at node:internal/process/task_queues:95:5'],
  ])('stays as it is %s', (_, line) => {
    expect(atSource(line)).toBe(line)
  })
})
