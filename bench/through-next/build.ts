import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { childEnvironment } from '@/config/env'
import { fingerprint } from '../../scripts/sources.mjs'

const FOLDER = path.resolve('bench/through-next')
const STAMP = path.join(FOLDER, '.next', 'built-from')

/** Builds the API in Next.js from the current sources if needed, which takes a minute. */
export const buildThroughNext = async (): Promise<void> => {
  const sources = fingerprint(process.cwd(), 'pages')
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === sources) return
  console.log('building  the API in Next.js, to compare with')
  fs.rmSync(STAMP, { force: true })
  const child = spawn(process.execPath, [path.resolve('node_modules/next/dist/bin/next'), 'build'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: undefined }),
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The build of ${FOLDER} ended with ${code}`)
  fs.writeFileSync(STAMP, sources)
}
