import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { embeddedUrl } from '@/db/embedded/credentials'
import { api, axe, browser, dataDir, overflow, tokenOf, url, watched } from './harness'
import { screens, type Ids, type Screen } from './screens'
import { smallTargets } from './targets'

const [WIDE, NARROW] = [
  { width: 1280, height: 900 },
  { width: 320, height: 700 },
]
type Locale = 'ru' | 'en'
type Theme = 'light' | 'dark'

let ids: Ids
const contexts = new Map<string, BrowserContext>()

const first = async (slug: string, where = ''): Promise<string> => {
  const { docs } = (await api('GET', `/api/${slug}?limit=1${where}`)).body as { docs: { id: string }[] }
  if (!docs[0]) throw new Error(`The demo has none of ${slug}${where}`)
  return docs[0].id
}

/** Creates an API key and a fault, which the demo lacks. */
const missing = async (): Promise<{ integration: string; fault: string }> => {
  const integration = (await api('POST', '/api/integrations', { name: 'Сайт фонда', scope: 'read' })).body.doc
    .id as string
  const database = new pg.Client({ connectionString: embeddedUrl(dataDir) })
  await database.connect()
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO error_reports (last_seen_at, first_seen_at, kind, place, type, release, fingerprint)
      VALUES (now(), now(), 'job', 'daily summary', 'RangeError', '0.1.0', 'every-screen') RETURNING id`,
  )
  await database.end()
  return { integration, fault: rows[0]?.id ?? '' }
}

beforeAll(async () => {
  const chromium = await browser()
  if (!chromium) return
  const booked = (
    await api(
      'GET',
      '/api/occurrences?limit=1&sort=startsAt&where[participants][greater_than]=2' +
        `&where[startsAt][greater_than]=${new Date().toISOString()}`,
    )
  ).body.docs[0].id as string
  const { attention } = (await api('GET', '/api/today')).body
  ids = {
    series: await first('events', '&where[type][equals]=recurring&where[archivedAt][exists]=false'),
    archived: await first('events', '&where[archivedAt][exists]=true'),
    occurrence: booked,
    busy: attention.notMarked.occurrences[0]?.id ?? booked,
    visitor: await first('visitors'),
    place: await first('places'),
    service: await first('services'),
    user: await first('users'),
    message: await first('messages'),
    entry: await first('audit-log', '&where[action][equals]=participant.marked'),
    volunteer: await first('volunteers'),
    participant: await first('participants'),
    day: await first('event-days'),
    ...(await missing()),
  }
  for (const locale of ['ru', 'en'] as const) {
    for (const [who, token] of [
      ['staff', await tokenOf()],
      ['viewer', await tokenOf('viewer')],
      ['stranger', null],
    ] as const) {
      const context = await chromium.newContext({
        viewport: WIDE,
        hasTouch: true,
        locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
        timezoneId: 'Europe/Moscow',
        colorScheme: 'light',
        reducedMotion: 'reduce',
      })
      await context.addCookies([
        ...(token ? [{ name: 'payload-token', value: token, url }] : []),
        { name: 'payload-lng', value: locale, url },
        { name: 'payload-theme', value: 'light', url },
      ])
      contexts.set(`${locale} ${who}`, context)
    }
  }
})

/**
 * A page is rendered before it is hydrated, but only its final state counts. A printed page has nothing to wait for.
 */
const alive = (page: Page) =>
  page.waitForFunction(() => {
    const known = (element: Element): boolean => Object.keys(element).some((key) => key.startsWith('__react'))
    return (
      !document.querySelector('script[src*="/_next/"]') || [...document.querySelectorAll('button, input')].every(known)
    )
  })

/** The problems left when the page has fully loaded. Calendars of fields load and get their names after the rest. */
const wrong = async (page: Page, only: Parameters<typeof axe>[1] = {}): Promise<string[]> => {
  let found = await axe(page, only)
  for (let tries = 0; tries < 4 && found.length > 0; tries += 1) {
    await page.waitForTimeout(500)
    found = await axe(page, only)
  }
  return found
}

/** Only colours differ between themes, so only they are checked again. */
const wear = async (page: Page, theme: Theme): Promise<void> => {
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
  await page.waitForTimeout(200)
}

/** Russian that nobody speaks: titles put into sentences undeclined, doubled dots, what Payload says of itself. */
const NOT_RUSSIAN: RegExp[] = [
  /(?:Создание|Создать|Добавить|Выберите|Открыть|Сохранено|Создано): [А-ЯЁ]/,
  /не менее \d+ [А-ЯЁ]/,
  /\bнов(?:ого|ый) [А-ЯЁ]/,
  /: Люб(?:ое|ой|ая)(?:\s|$)/,
  /документ (?:измен|заблок|успеш)|эт(?:от|ого) документ|id документа/i,
  /пожалуйста|успешно|недействительн|учетн/i,
  /\p{L}\.\.(?!\.)/u,
  /\d\d\/\d\d\/\d\d\d\d|mm\/dd/,
  /payload/i,
  /\{\{?\w+\}?\}|undefined|\[object|Invalid Date|NaN/,
  /(?:^|\s)(?:\d*[02-9])?1 (?:мест|услуг|записей|дат)(?:\s|$)/,
]

/** What of the list above stands on the page, in its title, its descriptions for others, and its names for a reader. */
const notRussian = async (page: Page): Promise<string[]> => {
  const said = await page.evaluate(() =>
    [
      document.title,
      ...[...document.querySelectorAll('meta[content]')]
        .filter((meta) => /title|description|site_name/.test(meta.outerHTML))
        .map((meta) => meta.getAttribute('content') ?? ''),
      ...[...document.querySelectorAll('[aria-label], [placeholder]')].flatMap((one) => [
        one.getAttribute('aria-label') ?? '',
        one.getAttribute('placeholder') ?? '',
      ]),
      ...document.body.innerText.split('\n'),
    ].filter((line) => line !== ''),
  )
  return NOT_RUSSIAN.flatMap((pattern) =>
    said.filter((line) => pattern.test(line)).map((line) => `not Russian: ${line}`),
  )
}

const narrow = async (page: Page, { open, again }: Screen): Promise<void> => {
  await page.setViewportSize(NARROW)
  await page.waitForTimeout(400)
  if (again) await open?.(page)
}

/** All problems of a screen in one language, one per line: on a wide screen and on a phone, light and dark. */
const faultsOf = async (screen: Screen, locale: Locale): Promise<string[]> => {
  const page = watched(await (contexts.get(`${locale} ${screen.as ?? 'staff'}`) as BrowserContext).newPage())
  const found: string[] = []
  const note = (look: string, lines: string[]): void =>
    void found.push(...lines.map((line) => `${locale}, ${look}: ${line}`))
  try {
    await page.goto(`${url}${screen.path}`)
    await page.locator(screen.ready).first().waitFor()
    await alive(page)
    await screen.open?.(page)
    await page.waitForTimeout(200)
    note('wide, light', await wrong(page))
    if (locale === 'ru') note('wide', await notRussian(page))
    await wear(page, 'dark')
    note('wide, dark', await wrong(page, { rules: ['color-contrast'] }))
    await narrow(page, screen)
    note('narrow, dark', await wrong(page))
    const over = await overflow(page)
    note('narrow', over > 0 ? [`${over} pixels wider than the window`] : [])
    await wear(page, 'light')
    note('narrow, light', await wrong(page, { rules: ['color-contrast'] }))
    note('narrow, too small for a thumb', await smallTargets(page))
  } finally {
    await page.close()
  }
  return found
}

/** `npm test` checks every screen in one of the languages, alternating; `npm run test:screens` checks all in both. */
const languagesOf = (index: number): Locale[] =>
  process.env.SCREENS === 'all' ? ['ru', 'en'] : [index % 2 === 0 ? 'ru' : 'en']

const NOBODY = Object.fromEntries(
  [
    'series',
    'archived',
    'occurrence',
    'busy',
    'visitor',
    'place',
    'service',
    'user',
    'integration',
    'message',
    'entry',
    'volunteer',
    'participant',
    'day',
    'fault',
  ].map((name) => [name, name]),
) as Ids

const NAMES = screens(NOBODY).map(({ name }) => name)
/** Two screens at once: one renders while the other is checked. */
const PAIRS = NAMES.flatMap((_, index) =>
  index % 2 === 0 ? [[index, index + 1].filter((one) => one < NAMES.length)] : [],
).map((pair) => [pair.map((index) => NAMES[index]).join(' and '), pair] as const)

describe('every screen, wide and narrow, light and dark: nothing serious for axe, nothing to scroll sideways, nothing too small for a thumb', () => {
  it.for(PAIRS)('%s', { timeout: 120_000 }, async ([, pair], context) => {
    if (!(await browser())) return context.skip()
    const known = screens(ids)
    const looked = pair.flatMap((index) =>
      languagesOf(index).map(async (locale) =>
        (await faultsOf(known[index] as Screen, locale)).map((line) => `${NAMES[index]}: ${line}`),
      ),
    )
    expect((await Promise.all(looked)).flat()).toEqual([])
  })
})
