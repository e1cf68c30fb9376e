import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { childEnvironment } from '@/config/env'

const FOLDER = path.resolve('bench/blank-panel')
const STAMP = path.join(FOLDER, '.next', 'built-from')

/** Builds Payload's panel as it comes, once for each set of packages; it takes a minute. */
export const buildBlankPanel = async (): Promise<void> => {
  const packages = fs.readFileSync('package-lock.json', 'utf8')
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === packages) return
  console.log('building  a blank panel, to compare with')
  fs.rmSync(STAMP, { force: true })
  const child = spawn(process.execPath, [path.resolve('node_modules/next/dist/bin/next'), 'build'], {
    cwd: FOLDER,
    stdio: 'ignore',
    env: childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The build of ${FOLDER} ended with ${code}`)
  fs.writeFileSync(STAMP, packages)
}
