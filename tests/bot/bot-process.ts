import { fork, type ChildProcess } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import type { LocalBotApi } from '@/bot/local-api/server'
import { compiledEntry } from '../helpers/compiledEntry'
import { endProcess, removeFolder } from '../helpers/leftBehind'

export type BotProcess = {
  pid: number
  output: () => string
  putForward: (milliseconds: number) => void
  kill: () => Promise<void>
  stop: () => Promise<number | null>
}

type Options = {
  api: LocalBotApi
  databaseUrl: string
  chat: number
  ahead?: number
  environment?: Record<string, string>
}

/** What the bots of this test file have said last, for an error that has to be understood. */
export const lastWords = new Map<number, () => string>()

/** `npm run bot` on that database and that Bot API, with nothing else in its environment. */
export const startBotProcess = ({ api, databaseUrl, chat, ahead = 0, environment = {} }: Options): BotProcess => {
  const { PATH = '', HOME = '' } = process.env
  // The same one for a bot that is started again.
  const dataDir = path.join(os.tmpdir(), `pristan-bot-${path.basename(new URL(databaseUrl).pathname)}`)
  removeFolder(dataDir)
  const child: ChildProcess = fork('scripts/run.mjs', [compiledEntry('tests/bot/child.ts'), String(ahead)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PAYLOAD_SECRET: 'a secret for the tests alone',
      SEED: 'none',
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.url,
      VOLUNTEERS_CHAT_ID: String(chat),
      ...environment,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  lastWords.set(child.pid ?? 0, () => output.slice(-1_500))
  const hasEnded = endProcess(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  void ended.then(hasEnded)
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return ended
  }
  return {
    pid: child.pid ?? 0,
    output: () => output,
    putForward: (milliseconds) => void child.send({ ahead: milliseconds }),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}
