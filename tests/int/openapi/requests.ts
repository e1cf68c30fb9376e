import { Secret, TOTP } from 'otpauth'
import { now } from '@/config/clock'
import { setEnvironment } from '@/config/env'
import { PASSWORD } from '../../factories/accounts'
import type { Client } from '../../helpers/app'

export type Request = {
  id?: string
  query?: string
  body?: unknown
  form?: FormData
  headers?: Record<string, string>
  status?: number
  as?: Client
}
export type World = { admin: Client; ids: Record<string, string>; pixel: Buffer }

const made = async (client: Client, path: string, body: unknown): Promise<string> => {
  const { status, body: answer } = await client.post<{ doc?: { id: string }; id?: string }>(path, body)
  const id = answer.doc?.id ?? answer.id
  if (status !== 201 || !id) throw new Error(`${path} answered ${status}: ${JSON.stringify(answer)}`)
  return id
}

let counter = 0
const unique = (): number => (counter += 1)

const letters = 'абвгдежзиклмнопрстуф'
/** A unique name, since these tests are not about duplicates. */
const name = (): string =>
  Array.from(String(unique() * 7919), (digit) => `${letters[Number(digit)]}${letters[Number(digit) + 10]}`)
    .join('')
    .replace(/^./, (first) => first.toUpperCase())

export const visitorBody = (extra: object = {}) => ({
  lastName: name(),
  firstName: name(),
  status: 'registered',
  ...extra,
})
const placeBody = () => ({ title: `Место ${unique()}`, timezone: 'Europe/Moscow' })
const serviceBody = () => ({
  title: `Услуга ${unique()}`,
  capacity: 10,
  minutes: 30,
  bookingWindow: { value: 60, unit: 'days' },
})
export const eventBody = ({ ids }: World, extra: object = {}) => ({
  title: `Событие ${unique()}`,
  place: ids.places,
  type: 'recurring',
  date: '2026-12-01',
  startTime: '12:00',
  endTime: '20:00',
  capacity: 50,
  rrule: 'FREQ=DAILY;COUNT=10',
  services: [
    {
      service: ids.services,
      startTime: '13:00',
      endTime: '14:00',
      capacity: 20,
      bookingWindow: { value: 60, unit: 'days' },
    },
  ],
  ...extra,
})

const PROOF = { currentPassword: PASSWORD }

/** The code of a secret that the administrator has just been shown. */
const shownCode = async ({ admin }: World): Promise<string> => {
  const { body } = await admin.post<{ secret: string }>(`/users/${admin.id}/second-factor`, PROOF)
  return new TOTP({ secret: Secret.fromBase32(body.secret) }).generate({ timestamp: now().getTime() })
}

const recoveryCode = async (world: World): Promise<string> => {
  const path = `/users/${world.admin.id}/second-factor/confirm`
  const { body } = await world.admin.post<{ recoveryCodes: string[] }>(path, { otp: await shownCode(world) })
  return body.recoveryCodes[0] ?? ''
}

const newVisitor = ({ admin }: World) => made(admin, '/visitors', visitorBody({ allowDuplicate: true }))
const newEvent = async (world: World, extra: object = {}) => made(world.admin, '/events', eventBody(world, extra))

type Found = { docs: { id: string }[] }
const occurrencesOf = async (world: World, event: string): Promise<string[]> =>
  (await world.admin.get<Found>(`/occurrences?where[event][equals]=${event}&sort=startsAt&limit=50`)).body.docs.map(
    ({ id }) => id,
  )
const daysOf = async (world: World, event: string): Promise<string[]> =>
  (await world.admin.get<Found>(`/event-days?where[event][equals]=${event}&sort=date&limit=50`)).body.docs.map(
    ({ id }) => id,
  )
const newOccurrence = async (world: World): Promise<string> =>
  (await occurrencesOf(world, await newEvent(world))).at(3) ?? ''
const newDay = async (world: World): Promise<string> => (await daysOf(world, await newEvent(world))).at(3) ?? ''
const newBooking = async (world: World, which = 3): Promise<string> => {
  const occurrence = (await occurrencesOf(world, await newEvent(world))).at(which)
  const { body } = await world.admin.post<{ participants: { id: string }[] }>('/bookings', {
    visitor: await newVisitor(world),
    occurrence,
  })
  return body.participants[0]?.id ?? ''
}
const newIntegration = ({ admin }: World) => made(admin, '/integrations', { name: `Ключ ${unique()}` })
const newVolunteer = ({ admin }: World) =>
  made(admin, '/volunteers', { name: 'Вера', telegramId: String(1000 + unique()) })
const newUser = ({ admin }: World) =>
  made(admin, '/users', {
    name: 'Ольга',
    email: `olga${unique()}@example.org`,
    password: 'a long sentence',
    role: 'viewer',
  })

const photo = ({ pixel }: World): FormData => {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(pixel)], { type: 'image/png' }), `photo${unique()}.png`)
  return form
}
const newPhoto = async (world: World): Promise<string> => {
  const response = await fetch(`${world.ids.url}/media`, {
    method: 'POST',
    headers: world.admin.headers,
    body: photo(world),
  })
  return ((await response.json()) as { doc: { id: string } }).doc.id
}

const list = async (): Promise<Request> => ({ query: 'limit=5&page=1&sort=-createdAt&depth=0' })
const count = async (): Promise<Request> => ({})
const one =
  (slug: string) =>
  async ({ ids }: World): Promise<Request> => ({ id: ids[slug] })
const many =
  (slug: string, body: object) =>
  async ({ ids }: World): Promise<Request> => ({ query: `where[id][equals]=${ids[slug]}`, body })

const collection = (slug: string): Record<string, (world: World) => Promise<Request>> => ({
  [`get /${slug}`]: list,
  [`get /${slug}/count`]: count,
  [`get /${slug}/{id}`]: one(slug),
})

/** A real request for every operation of the description. */
export const REQUESTS: Record<string, (world: World) => Promise<Request>> = {
  'post /users/login': async () => ({
    body: { email: 'administrator@example.org', password: 'correct horse battery staple' },
  }),
  'post /users/logout': async ({ ids }) => ({ as: undefined, body: {}, query: '', id: ids.unused }),
  'post /users/{id}/sign-out': async (world) => ({ id: await newUser(world), body: {} }),
  'get /users/{id}/sign-on': async (world) => ({ id: await newUser(world) }),
  'post /users/{id}/unlink': async (world) => ({ id: await newUser(world), body: {} }),
  'get /users/{id}/second-factor': async (world) => ({ id: await newUser(world) }),
  'post /users/{id}/second-factor': async ({ admin }) => ({ id: admin.id, body: PROOF }),
  'post /users/{id}/second-factor/confirm': async (world) => ({
    id: world.admin.id,
    body: { otp: await shownCode(world) },
  }),
  'post /users/{id}/second-factor/recovery-codes': async (world) => ({
    id: world.admin.id,
    body: { ...PROOF, otp: await recoveryCode(world) },
  }),
  'post /users/{id}/second-factor/remove': async (world) => ({
    id: world.admin.id,
    body: { ...PROOF, otp: await recoveryCode(world) },
  }),
  'post /users/{id}/second-factor/reset': async (world) => ({ id: await newUser(world), body: {} }),
  'get /oidc/start': async () => ({ query: 'redirect=%2Fadmin%2Faccount' }),
  'get /oidc/callback': async () => ({ query: 'code=x&state=y' }),
  'get /users/me': async () => ({}),
  'post /users/refresh-token': async () => ({ body: {} }),
  ...collection('places'),
  'post /places': async () => ({ body: placeBody() }),
  'patch /places/{id}': async ({ ids }) => ({ id: ids.places, body: { address: 'ул. Мира, 1' } }),
  'patch /places': many('places', { address: 'ул. Мира, 2' }),
  'delete /places/{id}': async ({ admin }) => ({ id: await made(admin, '/places', placeBody()) }),
  ...collection('services'),
  'post /services': async () => ({ body: serviceBody() }),
  'patch /services/{id}': async ({ ids }) => ({ id: ids.services, body: { description: 'тепло' } }),
  'patch /services': many('services', { description: 'сухо' }),
  'delete /services/{id}': async ({ admin }) => ({ id: await made(admin, '/services', serviceBody()) }),
  ...collection('events'),
  'post /events': async (world) => ({ body: eventBody(world) }),
  'patch /events': async (world) => ({ query: `where[id][equals]=${world.ids.events}`, body: { title: 'Баня' } }),
  'patch /events/{id}': async (world) => ({
    id: await newEvent(world),
    query: 'scope=following&date=2026-12-05',
    body: { title: 'Позже' },
  }),
  'post /places/{id}/preview': async (world) => ({ id: world.ids.places, body: { timezone: 'Asia/Omsk' } }),
  'post /events/{id}/preview': async (world) => ({ id: world.ids.events, body: { scope: 'all', capacity: 40 } }),
  'post /events/{id}/archive': async (world) => ({ id: await newEvent(world), body: { confirm: true } }),
  'post /events/{id}/activate': async (world) => {
    const id = await newEvent(world)
    await world.admin.post(`/events/${id}/archive`, { confirm: true })
    return { id, body: {} }
  },
  'delete /events/{id}': async (world) => ({ id: await newEvent(world), query: 'confirm=true' }),
  'get /today': async () => ({}),
  'get /delivery': async () => ({}),
  'get /first-steps': async () => ({}),
  'get /schedule': async () => ({ query: 'state=active&limit=3' }),
  'post /recurrence/preview': async () => ({ body: { date: '2026-12-01', rrule: 'FREQ=WEEKLY;BYDAY=TU', limit: 3 } }),
  ...collection('event-days'),
  'patch /event-days': many('event-days', { capacity: 45 }),
  'patch /event-days/{id}': async (world) => ({ id: await newDay(world), body: { capacity: 40 } }),
  'post /event-days/{id}/cancel': async (world) => ({ id: await newDay(world), body: { reason: 'Нет воды' } }),
  'post /event-days/{id}/restore': async (world) => {
    const id = await newDay(world)
    await world.admin.post(`/event-days/${id}/cancel`, { confirm: true })
    return { id }
  },
  'delete /event-days/{id}': async (world) => ({ id: await newDay(world) }),
  ...collection('occurrences'),
  'get /occurrences/list': async () => ({ query: 'when=upcoming&limit=3' }),
  'patch /occurrences': many('occurrences', { capacity: 15 }),
  'patch /occurrences/{id}': async (world) => ({ id: await newOccurrence(world), body: { capacity: 12 } }),
  'post /occurrences/{id}/cancel': async (world) => ({
    id: await newOccurrence(world),
    body: { reason: 'Врач заболел' },
  }),
  'post /occurrences/{id}/restore': async (world) => {
    const id = await newOccurrence(world)
    await world.admin.post(`/occurrences/${id}/cancel`, { confirm: true })
    return { id }
  },
  'delete /occurrences/{id}': async (world) => ({ id: await newOccurrence(world) }),
  'get /occurrences/{id}/participants': one('occurrences'),
  'get /occurrences/{id}/door-list': one('occurrences'),
  'get /places/{id}/door-list': one('places'),
  'get /availability': async (world) => ({ query: `from=2026-12-01&to=2026-12-07&visitor=${world.ids.visitors}` }),
  'post /holds': async (world) => ({
    body: { occurrence: await newOccurrence(world), visitor: await newVisitor(world) },
  }),
  'delete /holds/{id}': async (world) => ({
    id: await made(world.admin, '/holds', { occurrence: await newOccurrence(world), visitor: await newVisitor(world) }),
  }),
  'post /bookings': async (world) => ({
    body: { occurrence: await newOccurrence(world), visitor: await newVisitor(world), comment: 'с собакой' },
  }),
  ...collection('participants'),
  'post /participants': async (world) => ({
    body: { occurrence: await newOccurrence(world), visitor: await newVisitor(world) },
  }),
  'patch /participants': many('participants', { comment: 'с собакой' }),
  'patch /participants/{id}': async (world) => ({ id: await newBooking(world), body: { comment: 'у окна' } }),
  'post /participants/{id}/cancel': async (world) => ({ id: await newBooking(world), body: { reason: 'Заболел' } }),
  'post /participants/{id}/move': async (world) => ({
    id: await newBooking(world),
    body: { occurrence: await newOccurrence(world) },
  }),
  'post /participants/status': async (world) => ({
    body: { ids: [await newBooking(world, 0), world.ids.unknown], status: 'attended' },
  }),
  'post /participants/undo': async (world) => {
    const marked = await world.admin.post<{ undo: string }>('/participants/status', {
      ids: [await newBooking(world, 0)],
      status: 'attended',
    })
    return { body: { undo: marked.body.undo } }
  },
  ...collection('visitors'),
  'get /visitors/search': async () => ({ query: `q=${encodeURIComponent('Примерова')}` }),
  'post /visitors': async () => ({
    body: visitorBody({ phone: '8 916 765-43-21', birthYear: 1970, consent: { givenAt: '2026-12-01T08:00:00Z' } }),
  }),
  'get /visitors/{id}/profile': one('visitors'),
  'post /visitors/{id}/distinct': async (world) => ({
    id: world.ids.visitors,
    body: { other: await newVisitor(world) },
  }),
  'get /visitors/duplicates': async () => ({ query: 'page=1' }),
  'post /visitors/distinct': async (world) => ({
    body: { a: world.ids.visitors, b: await newVisitor(world) },
  }),
  'post /visitors/later': async (world) => ({
    body: { a: world.ids.visitors, b: await newVisitor(world) },
  }),
  'post /visitors/{id}/merge': async (world) => ({
    id: await newVisitor(world),
    body: { other: await newVisitor(world), take: { phone: 'other' } },
  }),
  'post /merges/{id}/undo': async (world) => {
    const [survivor, other] = [await newVisitor(world), await newVisitor(world)]
    return { id: (await world.admin.post<{ id: string }>(`/visitors/${survivor}/merge`, { other })).body.id }
  },
  'post /visitors/{id}/consent/withdraw': async (world) => ({ id: await newVisitor(world) }),
  'get /visitors/{id}/personal-data': one('visitors'),
  'post /visitors/{id}/erase': async (world) => ({ id: await newVisitor(world), body: { confirm: true } }),
  'get /retention': async () => ({ query: 'phone=12' }),
  'patch /retention': async () => ({ body: { comment: 120 } }),
  'patch /visitors/{id}': async ({ ids }) => ({ id: ids.visitors, body: { comment: 'тихая' } }),
  'patch /visitors': many('visitors', { comment: 'очень тихая' }),
  'delete /visitors/{id}': async (world) => ({ id: await newVisitor(world) }),
  ...collection('volunteers'),
  'post /volunteers': async () => ({ body: { name: 'Вера', telegramId: String(5000 + unique()) } }),
  'patch /volunteers/{id}': async ({ ids }) => ({ id: ids.volunteers, body: { blocked: true } }),
  'patch /volunteers': many('volunteers', { blocked: false }),
  'delete /volunteers/{id}': async (world) => ({ id: await newVolunteer(world) }),
  ...collection('users'),
  'post /users': async () => ({
    body: { name: 'Ольга', email: `new${unique()}@example.org`, password: 'a long sentence', role: 'coordinator' },
  }),
  'patch /users/{id}': async (world) => ({ id: await newUser(world), body: { name: 'Ольга П.' } }),
  'patch /users': many('users', { name: 'Первая' }),
  'delete /users/{id}': async (world) => ({ id: await newUser(world) }),
  ...collection('integrations'),
  'post /integrations': async () => ({ body: { name: 'Статистика', scope: 'read' } }),
  'post /integrations/{id}/key': async (world) => ({ id: await newIntegration(world) }),
  'patch /integrations/{id}': async (world) => ({
    id: await newIntegration(world),
    body: { revokedAt: '2026-12-01T09:00:00Z' },
  }),
  'patch /integrations': many('integrations', { name: 'Сайт' }),
  'delete /integrations/{id}': async (world) => ({ id: await newIntegration(world) }),
  ...collection('media'),
  'post /media': async (world) => ({ form: photo(world) }),
  'delete /media/{id}': async (world) => ({ id: await newPhoto(world) }),
  ...collection('messages'),
  'get /audit-log/list': async () => ({ query: 'limit=5&action=participant.booked' }),
  'post /messages/{id}/retry': one('messages'),
  'post /messages/retry': async () => ({}),
  'get /telegram/updates/failed': async () => ({}),
  'post /telegram/updates/retry': async () => ({ body: {} }),
  'post /telegram/webhook': async () => {
    setEnvironment({ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_SECRET: 'secret' })
    return { body: { update_id: unique() }, headers: { 'x-telegram-bot-api-secret-token': 'secret' } }
  },
  'get /error-reports': async () => ({ query: 'limit=5&sort=-lastSeenAt' }),
  'get /error-reports/count': count,
  'get /error-reports/{id}': one('error-reports'),
  'post /error-reports/{id}/solve': one('error-reports'),
  'post /error-reports/browser': async () => ({
    body: { type: 'TypeError', page: '/admin/collections/events', stack: '' },
  }),
  'get /audit-log': async () => ({ query: 'limit=5&sort=-at' }),
  'get /audit-log/count': count,
  'get /audit-log/{id}': one('audit-log'),
  'get /exports/participants': async () => ({ query: 'format=json&from=2026-12-01' }),
  'get /live': async () => ({ query: 'seconds=0' }),
  'get /health/live': async () => ({}),
  'get /health/ready': async () => ({}),
  'get /metrics': async () => ({}),
  'get /openapi.json': async () => ({}),
  'get /docs': async () => ({}),
}

/** Creates one of everything that a GET can return. */
export const makeWorld = async (admin: Client, url: string, pixel: Buffer): Promise<World> => {
  const world: World = { admin, pixel, ids: { unknown: '0198a000-0000-7000-8000-00000000ffff', url } }
  const { ids } = world
  ids.places = await made(admin, '/places', placeBody())
  ids.services = await made(admin, '/services', serviceBody())
  ids.events = await newEvent(world)
  ids.occurrences = (await occurrencesOf(world, ids.events)).at(2) ?? ''
  ids['event-days'] = (await daysOf(world, ids.events)).at(2) ?? ''
  ids.visitors = await made(admin, '/visitors', visitorBody({ lastName: 'Примерова', firstName: 'Зоя' }))
  ids.participants = await newBooking(world)
  ids.volunteers = await newVolunteer(world)
  ids.users = await newUser(world)
  ids.integrations = await newIntegration(world)
  ids.media = await newPhoto(world)
  ids['audit-log'] = (await admin.get<Found>('/audit-log?limit=1')).body.docs[0]?.id ?? ''
  return world
}
