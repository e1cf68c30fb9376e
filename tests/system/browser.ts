import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const found = (): string | undefined => CANDIDATES.find((file) => existsSync(file))

/**
 * A real Chromium: the machine's, or Debian's package where this may be installed. null where neither can
 * be had; CI requires one.
 */
export const openBrowser = async (...more: string[]): Promise<Browser | null> => {
  if (!found() && process.getuid?.() === 0) {
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', 'chromium'],
    ]) {
      spawnSync('apt-get', args, {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 240_000,
      })
    }
  }
  const executablePath = found()
  if (!executablePath) {
    if (process.env.CI) throw new Error('CI needs Chromium: install the package chromium')
    console.log('No Chromium on this machine and no right to install it: the browser tests are skipped')
    return null
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}
