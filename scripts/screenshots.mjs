// `npm run screenshots`: saves the main screens with demo data to docs/images. Starts the product in a temporary
// folder, so it needs nothing but a Chromium (or CHROMIUM=/path/to/one).
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const root = fileURLToPath(new URL('..', import.meta.url))
const images = path.join(root, 'docs/images')
const MOST_BYTES = 150_000

const WIDE = { width: 1280, height: 860 }
const PHONE = { width: 390, height: 780 }

/** For each picture: its URL, what to wait for, and what to do before it is taken. */
const screens = (ids) => [
  { name: 'home', path: '/admin', ready: '.pr-home__chart svg' },
  { name: 'schedule', path: '/admin/collections/events', ready: '.pr-list__row' },
  { name: 'event', path: '/admin/collections/events/create', ready: 'h1:has-text("Новое событие")' },
  { name: 'occurrences', path: '/admin/collections/occurrences', ready: '.pr-list__row' },
  { name: 'calendar', path: '/admin/collections/occurrences?tab=calendar', ready: '.pr-cal-event' },
  {
    name: 'participants',
    path: `/admin/collections/occurrences?participants=${ids.occurrence}`,
    ready: '[role=dialog] li, [role=dialog] tr, dialog[open] tr, dialog[open] li',
  },
  { name: 'export', path: '/admin/collections/occurrences?tab=export', ready: '.pr-export .pr-list__row' },
]

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const startProduct = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'pristan-screenshots-'))
  const port = await freePort()
  const child = spawn('node', ['scripts/run.mjs', 'src/processes/start.ts'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port), SEED: 'demo' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('Pristan is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}:\n${output}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    url: `http://127.0.0.1:${port}`,
    password: (await readFile(path.join(dataDir, 'admin-password'), 'utf8')).trim(),
    stop,
  }
}

/** Saves a PNG with few colours, and with fewer if it is still too large for a web page. */
const save = async (png, name) => {
  for (const colours of [256, 128, 64, 32]) {
    const small = await sharp(png).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toBuffer()
    if (small.length > MOST_BYTES && colours > 32) continue
    await sharp(small).toFile(path.join(images, `${name}.png`))
    console.log(`docs/images/${name}.png  ${Math.round(small.length / 1024)} kB`)
    return
  }
}

const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file && existsSync(file))
if (!executablePath) throw new Error('There is no Chromium here: install one, or name it in CHROMIUM')

// The URL of a running product can be given instead; it must have the demo data.
const running = process.env.SCREENSHOTS_URL && {
  url: process.env.SCREENSHOTS_URL,
  password: process.env.ADMIN_PASSWORD,
  stop: () => undefined,
}
const product = running || (await startProduct())
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  await mkdir(images, { recursive: true })
  const ask = async (where, init) => (await fetch(`${product.url}${where}`, init)).json()
  const { token } = await ask('/api/users/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.org', password: product.password }),
  })
  const { attention } = await ask('/api/today', { headers: { Authorization: `JWT ${token}` } })
  const occurrence = (attention.notMarked.occurrences[0] ?? attention.full.occurrences[0])?.id
  for (const [kind, viewport] of [
    ['wide', WIDE],
    ['phone', PHONE],
  ]) {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: 1,
      hasTouch: kind === 'phone',
      locale: 'ru-RU',
      timezoneId: 'Europe/Moscow',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    await context.addCookies(
      [
        ['payload-token', token],
        ['payload-lng', 'ru'],
        ['payload-theme', 'light'],
      ].map(([name, value]) => ({ name, value, url: product.url })),
    )
    const page = await context.newPage()
    for (const { name, path: where, ready } of screens({ occurrence })) {
      await page.goto(`${product.url}${where}`, { timeout: 120_000 })
      // Hides the overlay of a development server.
      await page.addStyleTag({ content: 'nextjs-portal { display: none }' })
      await page.locator(ready).first().waitFor({ timeout: 60_000 })
      // Waits for animations, and for counts that load after the list.
      await page.waitForTimeout(1500)
      await save(await page.screenshot(), `${name}-${kind}`)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await product.stop()
}
