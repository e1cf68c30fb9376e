import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'pristan-chat-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** `printf … | npm run bot:chat`, as a newcomer would. */
const chat = (...lines: string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const { PATH = '', HOME = '' } = process.env
    const child = spawn('npm', ['run', '--silent', 'bot:chat'], {
      env: { PATH, HOME, DATA_DIR: dataDir, NODE_ENV: 'production' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
    child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  })

/** What was said after a line was typed. */
const after = (output: string, line: string): string => output.slice(output.indexOf(`> ${line}`))

it(
  'a newcomer finds somebody and goes back to the beginning, in a terminal with nothing else',
  { timeout: 300_000 },
  async () => {
    const first = await chat('Соловьёв', '1', '/cancel', '/quit')
    expect(first.code, first.output).toBe(0)
    expect(first.output).toContain('Новый посетитель')
    expect(after(first.output, 'Соловьёв')).toMatch(/\[1\] Солов\S+ П\S+/)
    expect(after(first.output, '1')).toMatch(/карта \d+/)
    expect(first.output).not.toContain('\u001B[')

    // The conversation lives in the database; the input may end without a word.
    const second = await chat('/help')
    expect(second.code, second.output).toBe(0)
    expect(after(second.output, '/help')).toContain('/cancel')
  },
)
