import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** The same engine without the windows of a desktop around it opens a page at half the cost. */
const CANDIDATES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

const found = (): string | undefined => CANDIDATES.find((file) => existsSync(file))

/** Debian's package, where there is no browser and this may install one. Two at once would be in each other's way. */
export const installBrowser = (): void => {
  if (found() || process.getuid?.() !== 0) return
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 240_000,
    })
  apt('update', '-qq')
  // Not every release has it.
  apt('install', '-y', '-qq', 'chromium-headless-shell')
  if (!found()) apt('install', '-y', '-qq', 'chromium')
}

/** A real Chromium. null where there is none; CI requires one. */
export const openBrowser = async (...more: string[]): Promise<Browser | null> => {
  installBrowser()
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
