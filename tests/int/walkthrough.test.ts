import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCatalogue, seedDemo } from '@/seed'
import { type App, startApp } from '../helpers/app'

/** Runs every line of the session in the README with bash and curl, as a reader would. */
const PASSWORD = 'correct horse battery staple'

type Step = { command: string; shown: string }

const stepsOf = (text: string): Step[] =>
  [...text.matchAll(/^```console\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...shown] = step.trimEnd().split('\n')
        return { command, shown: shown.join('\n') }
      }),
  )

/** Matches an abridged answer: `…` stands for anything, a date for any date. */
const pattern = (shown: string): RegExp =>
  new RegExp(
    `^${shown
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('…', '[^]*?')
      .replace(/\d{4}-\d\d-\d\d/g, '\\d{4}-\\d\\d-\\d\\d')}$`,
  )

const run = (steps: readonly Step[], env: Record<string, string>): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-u', '-o', 'pipefail'], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let [out, errors] = ['', '']
    shell.stdout.on('data', (data) => (out += data))
    shell.stderr.on('data', (data) => (errors += data))
    shell.on('error', reject)
    shell.on('close', () =>
      errors === ''
        ? resolve(
            out
              .split('\0')
              .slice(0, -1)
              .map((part) => part.trim()),
          )
        : reject(new Error(errors)),
    )
    shell.stdin.end(steps.map(({ command }) => `${command}\nprintf '\\0'\n`).join(''))
  })

const steps = stepsOf(readFileSync('README.md', 'utf8'))
let app: App
let answers: string[]

beforeAll(async () => {
  app = await startApp()
  await app.payload.create({
    collection: 'users',
    data: { email: 'admin@example.org', password: PASSWORD, name: 'Администратор', role: 'administrator' },
  })
  await seedCatalogue(app.payload)
  await seedDemo(app.payload, { now: new Date() })
  answers = await run(steps, { API: app.url, PASSWORD })
}, 240_000)
afterAll(() => app.close())

test('the session shows what it is about', () => {
  expect(steps.length).toBeGreaterThan(15)
  expect(steps.filter(({ shown }) => shown !== '').length).toBeGreaterThanOrEqual(8)
})

test.for(steps.map((step, index) => ({ ...step, index })))('$command', ({ shown, index }) => {
  expect(answers[index]).toMatch(pattern(shown))
})
