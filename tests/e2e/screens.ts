import type { Page } from 'playwright-core'

/** The records shown on the screens. */
export type Ids = Record<
  | 'series'
  | 'archived'
  | 'occurrence'
  | 'busy'
  | 'visitor'
  | 'place'
  | 'service'
  | 'user'
  | 'integration'
  | 'message'
  | 'entry'
  | 'volunteer'
  | 'participant'
  | 'day'
  | 'fault',
  string
>

export type Screen = {
  name: string
  path: string
  /** A selector that is there once the screen has loaded. */
  ready: string
  /** Opens something on the screen before it is checked. */
  open?: (page: Page) => Promise<unknown>
  as?: 'stranger' | 'viewer'
  /** A narrow window closes what was opened, so it has to be opened again. */
  again?: boolean
}

const OCCURRENCES = '/admin/collections/occurrences'
const dialog = 'dialog[open]'

/** Clicks until a dialog opens, because clicks before hydration are lost. */
const asks =
  (button: string) =>
  async (page: Page): Promise<void> => {
    const before = await page.locator(dialog).count()
    for (let tries = 0; tries < 20 && (await page.locator(dialog).count()) === before; tries += 1) {
      await page.locator(button).first().click()
      await page.waitForTimeout(100)
    }
    await page.locator(dialog).nth(before).waitFor()
  }

/** The same for what stands behind the three dots of a row. */
const acts =
  (name: RegExp, within = '') =>
  async (page: Page): Promise<void> => {
    const before = await page.locator(dialog).count()
    const item = page.getByRole('menuitem', { name })
    for (let tries = 0; tries < 20 && (await item.count()) === 0; tries += 1) {
      await page.locator(`${within}.pr-list__row .pr-menu__button`).first().click()
      await page.waitForTimeout(200)
    }
    await item.click()
    await page.locator(dialog).nth(before).waitFor()
  }

const calendar = (view: string): Screen => ({
  name: `calendar ${view}`,
  path: `${OCCURRENCES}?tab=calendar&view=${view}`,
  ready: '.pr-cal-event:visible, .pr-cal-more:visible',
})
const list = (name: string, slug: string): Screen => ({
  name: `list of ${name}`,
  path: `/admin/collections/${slug}?limit=10`,
  ready: '.collection-list .table tbody tr',
})
const record = (name: string, slug: string, id: string, ready: string): Screen => ({
  name: `page of a ${name}`,
  path: `/admin/collections/${slug}/${id}`,
  ready,
})
const create = (name: string, slug: string, ready: string): Screen => ({
  name: `new ${name}`,
  path: `/admin/collections/${slug}/create`,
  ready,
})

/** Every screen of the panel, its dialogs and its printed pages. */
export const screens = (ids: Ids): Screen[] => [
  { name: 'sign in', path: '/admin/login', ready: 'input[name=email]', as: 'stranger' },
  { name: 'forgotten password', path: '/admin/forgot', ready: 'input[name=email]', as: 'stranger' },
  { name: 'new password', path: '/admin/reset/0123456789abcdef', ready: 'input[name=password]', as: 'stranger' },
  { name: 'home', path: '/admin', ready: '.pr-home__chart svg' },
  { name: 'menu', path: '/admin', ready: '.pr-home__chart svg', open: openMenu, again: true },
  { name: 'schedule', path: '/admin/collections/events', ready: '.pr-list__row' },
  { name: 'schedule, archive', path: '/admin/collections/events?tab=archive', ready: '.pr-list__row' },
  {
    name: 'deleting an event',
    path: '/admin/collections/events',
    ready: '.pr-list__row',
    open: acts(/^(Удалить|Delete)$/),
  },
  { name: 'new event', path: '/admin/collections/events/create', ready: '#field-services' },
  { name: 'event', path: `/admin/collections/events/${ids.series}`, ready: '.pr-dates__day' },
  {
    name: 'impact of a change',
    path: `/admin/collections/events/${ids.series}`,
    ready: '.pr-dates__day',
    open: changeCapacity,
  },
  {
    name: 'cancelling a date',
    path: `/admin/collections/events/${ids.series}`,
    ready: '.pr-dates__day',
    open: asks('.pr-dates__cancel'),
  },
  { name: 'archived event', path: `/admin/collections/events/${ids.archived}`, ready: '#field-services' },
  { name: 'occurrences', path: OCCURRENCES, ready: '.pr-list__row' },
  { name: 'occurrences, past', path: `${OCCURRENCES}?tab=past`, ready: '.pr-list__row' },
  {
    name: 'editing an occurrence',
    path: OCCURRENCES,
    ready: '.pr-list__row',
    open: acts(/^(Изменить|Edit)$/),
  },
  {
    name: 'deleting an occurrence',
    path: OCCURRENCES,
    ready: '.pr-list__row',
    open: acts(/^(Удалить|Delete)$/),
  },
  calendar('dayGridMonth'),
  calendar('timeGridWeek'),
  calendar('timeGridDay'),
  calendar('listWeek'),
  { name: 'export', path: `${OCCURRENCES}?tab=export`, ready: '.pr-export .pr-list__row' },
  {
    name: 'export, printed',
    path:
      '/api/exports/participants?format=html&columns=event,service,date,time,place,fullName,phone,cardNumber,status,' +
      'comment,bookedBy,bookedAt&status=noShow',
    ready: 'tbody tr',
  },
  { name: 'occurrence', path: `${OCCURRENCES}/${ids.occurrence}`, ready: '.render-fields' },
  { name: 'participants', path: `${OCCURRENCES}?participants=${ids.busy}`, ready: '.pr-roster .pr-list__row' },
  {
    name: 'adding a person',
    path: `${OCCURRENCES}?participants=${ids.occurrence}`,
    ready: '.pr-roster',
    open: asks('.pr-roster .pr-fab'),
  },
  {
    name: 'a new visitor',
    path: `${OCCURRENCES}?participants=${ids.occurrence}`,
    ready: '.pr-roster',
    open: newVisitor,
  },
  {
    name: 'cancelling a booking',
    path: `${OCCURRENCES}?participants=${ids.occurrence}`,
    ready: '.pr-roster .pr-list__row',
    open: acts(/^(Отменить запись|Cancel booking|Cancel the booking)$/, '.pr-roster '),
  },
  { name: 'list for the door of a place', path: `/api/places/${ids.place}/door-list`, ready: 'h1' },
  { name: 'list for the door', path: `/api/occurrences/${ids.busy}/door-list`, ready: 'tbody tr' },
  list('visitors', 'visitors'),
  record('visitor', 'visitors', ids.visitor, '#field-lastName'),
  create('visitor', 'visitors', '#field-lastName'),
  {
    name: 'erasing a visitor',
    path: `/admin/collections/visitors/${ids.visitor}`,
    ready: 'section[aria-labelledby=personal-data] button',
    open: asks('section[aria-labelledby=personal-data] button:last-child'),
  },
  { name: 'a person', path: `/admin/people/${ids.visitor}`, ready: '.pr-person__section' },
  {
    name: 'finding a person',
    path: `/admin/people/${ids.visitor}`,
    ready: '.pr-person__section',
    open: asks('.pr-find'),
  },
  {
    name: 'booking a person',
    path: `/admin/people/${ids.visitor}`,
    ready: '.pr-person__open button',
    open: asks('.pr-person__open button'),
  },
  create('API key', 'integrations', '#field-name'),
  { name: 'likely duplicates', path: '/admin/duplicates', ready: '.pr-pairs__pair, .pr-state' },
  list('places', 'places'),
  record('place', 'places', ids.place, '#field-title'),
  list('services', 'services'),
  record('service', 'services', ids.service, '#field-title'),
  list('users', 'users'),
  record('user', 'users', ids.user, '#field-email'),
  create('user', 'users', '#field-email'),
  list('API keys', 'integrations'),
  record('API key', 'integrations', ids.integration, '#field-name'),
  list('messages', 'messages'),
  record('message', 'messages', ids.message, '#field-kind'),
  { name: 'the log', path: '/admin/collections/audit-log', ready: '.pr-list tbody tr' },
  { name: 'terms of keeping', path: '/admin/retention', ready: '.pr-retention__term' },
  { name: 'entry of the log', path: `/admin/collections/audit-log/${ids.entry}`, ready: '.pr-log__facts' },
  list('faults', 'error-reports'),
  record('fault', 'error-reports', ids.fault, '#field-type'),
  list('volunteers', 'volunteers'),
  record('volunteer', 'volunteers', ids.volunteer, '#field-name'),
  list('bookings', 'participants'),
  record('booking', 'participants', ids.participant, '.render-fields'),
  list('days of events', 'event-days'),
  record('day of an event', 'event-days', ids.day, '.render-fields'),
  { name: 'account', path: '/admin/account', ready: '#field-name, input[name=name]' },
  { name: 'nothing here', path: '/admin/nowhere', ready: '.not-found' },
  { name: 'not allowed', path: '/admin/collections/messages', ready: '.not-found, .unauthorized', as: 'viewer' },
]

async function openMenu(page: Page): Promise<void> {
  const toggle = page.locator('.nav-toggler:visible').first()
  for (let tries = 0; tries < 20 && (await page.locator('.nav--nav-open').count()) === 0; tries += 1) {
    await toggle.click()
    await page.waitForTimeout(150)
  }
}

async function changeCapacity(page: Page): Promise<void> {
  for (let tries = 0; tries < 20 && !(await page.isEnabled('#action-save')); tries += 1) {
    await page.fill('#field-capacity', String(200 + tries))
    await page.waitForTimeout(200)
  }
  await page.click('#action-save')
  await page.waitForSelector(`${dialog} h3, ${dialog} .pr-change__refused`)
}

async function newVisitor(page: Page): Promise<void> {
  await asks('.pr-roster .pr-fab')(page)
  await page.locator(`${dialog} [role=combobox]`).fill('Щщщфыва Ъыв')
  await page.getByRole('option', { name: /^(Новый посетитель|New visitor)/ }).click()
  // Where somebody new can't be booked, the nearest registrations come first.
  const form = page.locator('#pr-new-visitor')
  const nearest = page.locator(`${dialog} .pr-roster__candidates button`).first()
  await form.or(nearest).waitFor()
  if (await nearest.isVisible()) await nearest.click()
  await form.waitFor()
}
