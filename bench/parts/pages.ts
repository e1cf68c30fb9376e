import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Browser, BrowserContext, CDPSession } from 'playwright-core'
import { childEnvironment } from '@/config/env'
import { freePort } from '@/machine/ports'
import { end } from '@/processes/managed'
import { openBrowser } from '../../tests/system/browser'
import { buildBlankPanel } from '../blank-panel/build'
import type { Line } from '../report'
import { startServer } from '../server'
import type { World } from '../world'
import { signIn } from './lists'

const KIB = 1_024
/** A phone at the edge of the network. */
const SLOW = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const TARGETS = { homeScriptsKib: 680, moreThanBlankKib: 60, coldSeconds: 12, warmSeconds: 1.5 }

const PAGES = {
  'signing in': '/admin/login',
  home: '/admin',
  schedule: '/admin/collections/events',
  'new event': '/admin/collections/events/create',
  occurrences: '/admin/collections/occurrences',
  calendar: '/admin/collections/occurrences?tab=calendar',
  'a list of Payload': '/admin/collections/places',
}

type Panel = { url: string; token: string; stop: () => Promise<void> }
type Weight = { scripts: number; all: number }

/** What the pages of the panel weigh over the wire, against those of a blank Payload of the same version. */
export const pagesPart = async (world: World): Promise<Line[]> => {
  const browser = await openBrowser()
  if (!browser) return [{ what: 'pages', ours: 'NOT MEASURED, there is no Chromium' }]
  await buildBlankPanel()
  const ours = await startOurs(world)
  const blank = await startBlank(world).catch(async (error: unknown) => {
    await ours.stop()
    throw error
  })
  try {
    const bare = await weigh(browser, blank, '/admin')
    const bareList = await weigh(browser, blank, '/admin/collections/posts')
    const lines: Line[] = [{ what: 'the blank panel, home', ours: shown(bare) }]
    for (const [name, where] of Object.entries(PAGES)) {
      const found = await weigh(browser, ours, where)
      const other = where === '/admin' ? bare : bareList
      lines.push(
        { what: `${name}, cold`, ours: shown(found), baseline: shown(other), ratio: found.all / other.all },
        {
          what: `${name}: KiB of scripts more than the blank panel`,
          ours: kib(found.scripts - other.scripts),
          ratio: (found.scripts - other.scripts) / KIB,
          target: { most: TARGETS.moreThanBlankKib },
        },
      )
      if (name === 'home')
        lines.push({
          what: 'home: KiB of scripts',
          ours: kib(found.scripts),
          ratio: found.scripts / KIB,
          target: { most: TARGETS.homeScriptsKib },
        })
    }
    return [...lines, ...(await waiting(browser, ours))]
  } finally {
    await browser.close()
    await blank.stop()
    await ours.stop()
  }
}

const kib = (bytes: number): string => `${Math.round(bytes / KIB)} KiB`
const shown = ({ scripts, all }: Weight): string => `${kib(all)}, scripts ${kib(scripts)}`

const opened = async (browser: Browser, { url, token }: Panel): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 900 } })
  await context.addCookies([
    { name: 'payload-token', value: token, url },
    { name: 'payload-lng', value: 'ru', url },
  ])
  return context
}

const watched = async (session: CDPSession): Promise<Weight> => {
  const types = new Map<string, string>()
  const weight = { scripts: 0, all: 0 }
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.all += encodedDataLength
    if (types.get(requestId) === 'Script') weight.scripts += encodedDataLength
  })
  return weight
}

/** The bytes of one first visit, until nothing more has come for a second. */
const weigh = async (browser: Browser, panel: Panel, where: string): Promise<Weight> => {
  const context = await opened(browser, where === PAGES['signing in'] ? { ...panel, token: '' } : panel)
  const page = await context.newPage()
  const weight = await watched(await context.newCDPSession(page))
  await page.goto(`${panel.url}${where}`, { timeout: 120_000 })
  for (let before = -1; before !== weight.all;) {
    before = weight.all
    await page.waitForTimeout(1_000)
  }
  await context.close()
  return weight
}

/** Seconds until the home screen shows the day and answers a tap, on a slow line: the first time, and the next. */
const waiting = async (browser: Browser, panel: Panel): Promise<Line[]> => {
  const context = await opened(browser, panel)
  const seconds = async (): Promise<number> => {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', SLOW)
    const from = performance.now()
    await page.goto(`${panel.url}/admin`, { waitUntil: 'commit', timeout: 120_000 })
    await page.waitForFunction(
      () => {
        const button = document.querySelector('.nav-toggler')
        return (
          document.querySelector('.pr-home__place') !== null &&
          button !== null &&
          Object.keys(button).some((key) => key.startsWith('__react'))
        )
      },
      undefined,
      { timeout: 120_000 },
    )
    const taken = (performance.now() - from) / 1_000
    await page.waitForLoadState('load')
    // Everything else of the first visit has to come, or the second would load it.
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await page.close()
    return taken
  }
  const [cold, warm] = [await seconds(), await seconds()]
  await context.close()
  const speed = `${(SLOW.downloadThroughput * 8) / 1_000} kbit/s and ${SLOW.latency} ms`
  const line = (what: string, ratio: number, most: number): Line => ({
    what: `home on ${speed}, ${what}: seconds until it answers`,
    ours: `${ratio.toFixed(1)} s`,
    ratio,
    target: { most },
  })
  return [line('cold', cold, TARGETS.coldSeconds), line('warm', warm, TARGETS.warmSeconds)]
}

const startOurs = async (world: World): Promise<Panel> => {
  const server = await startServer(world)
  const { authorization = '' } = await signIn(world)
  return { url: server.url, token: authorization.replace('JWT ', ''), stop: server.stop }
}

const startBlank = async ({ pool, database }: World): Promise<Panel> => {
  await pool.query('CREATE DATABASE blank_panel')
  const port = await freePort()
  const address = new URL(database.url)
  address.pathname = '/blank_panel'
  const child: ChildProcess = fork(
    path.resolve('node_modules/tsx/dist/cli.mjs'),
    [
      '--tsconfig',
      'bench/blank-panel/tsconfig.json',
      'bench/blank-panel/server.ts',
      ...[String(port), 'blank@bench.invalid', 'blank-password'],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: childEnvironment({ BLANK_DATABASE_URL: address.href, NODE_ENV: 'development' }),
      execArgv: [],
    },
  )
  const [{ token }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The blank panel ended'))),
  ])) as [{ token: string }]
  return { url: `http://127.0.0.1:${port}`, token, stop: () => end(child, 5_000) }
}
