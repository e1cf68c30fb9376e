import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'

/** Who can ask a recorded place. All of it is made up for the tests. */
type Password = { email: string; password: string }
type Key = { key: string }
export type Door = Password | Key
export type Doors = { admin: Password; viewer: Password; key: Key }
export type Things = Record<
  'visitor' | 'guest' | 'erased' | 'withdrawn' | 'photo' | 'occurrence' | 'held' | 'booked' | 'from' | 'to',
  string
>
export type Filled = { doors: Doors; things: Things; repeated: { body: unknown; idempotencyKey: string } }

type Listed = { docs: { id: string; date: string; status: string; participants: number; capacity: number }[] }
type Slots = { days: { date: string; slots: { occurrence: string; state: string; free: number }[] }[] }

/** A day later or earlier, as `YYYY-MM-DD`. */
export const dayFrom = (at: Date, days: number): string =>
  new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Adds to the demo, over HTTP and as people would, the kinds of rows it lacks. */
export const fillDemo = async (url: string, password: string, at: Date): Promise<Filled> => {
  let token = ''
  const send = async <Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const form = body instanceof FormData
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `JWT ${token}` } : {}),
        ...headers,
      },
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as Body
  }
  const admin = { email: 'admin@example.org', password }
  token = (await send<{ token: string }>('POST', '/users/login', admin)).token

  const viewer = { email: 'viewer-of-old@example.org', password: 'a sentence long enough' }
  await send('POST', '/users', { ...viewer, name: 'Тихон Зрителев', role: 'viewer' })
  const { key } = await send<{ key: string }>('POST', '/integrations', { name: 'Запись с сайта', scope: 'booking' })
  const asKey = { authorization: `integrations API-Key ${key}` }

  const person = async (lastName: string, firstName: string, more: object = {}): Promise<string> =>
    (
      await send<{ doc: { id: string } }>('POST', '/visitors', {
        lastName,
        firstName,
        status: 'registered',
        consent: { givenAt: dayFrom(at, -30) + 'T09:00:00.000Z' },
        ...more,
      })
    ).doc.id
  const details = { middleName: 'Аристарховна', phone: '8 916 555-01-02', birthYear: 1948, comment: 'плохо слышит' }
  const visitor = await person('Щукина-Водкина', 'Ефросинья', details)
  const guest = await person('Хомич', 'Семён', { phone: '+7 916 555-01-03', comment: 'с собакой' })
  const erased = await person('Забвенский', 'Аристарх', { phone: '+7 916 555-01-04', comment: 'просит не звонить' })
  const withdrawn = await person('Отзывалов', 'Пётр')
  const twin = await person('Хомич', 'Симон', { allowDuplicate: true })
  await send('POST', `/visitors/${guest}/distinct`, { other: twin })
  await send('POST', `/visitors/${withdrawn}/consent/withdraw`, {})

  const form = new FormData()
  const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#2a6f77' } })
    .jpeg()
    .toBuffer()
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'Ефросинья.jpg')
  const { doc: media } = await send<{ doc: { id: string; filename: string } }>('POST', '/media', form)
  await send('PATCH', `/visitors/${visitor}`, { photo: media.id })

  const [from, to] = [dayFrom(at, 1), dayFrom(at, 8)]
  const { days } = await send<Slots>('GET', `/availability?from=${from}&to=${to}&visitor=${visitor}`)
  const open = days.flatMap(({ date, slots }) =>
    slots.filter((slot) => slot.state === 'open' && slot.free > 3).map(({ occurrence }) => ({ occurrence, date })),
  )
  const apart = open
    .filter(({ date }, at) => open.findIndex((one) => one.date === date) === at)
    .map((one) => one.occurrence)
  const [first = '', second = '', third = ''] = apart
  const repeated = { body: { visitor, occurrences: [first], comment: 'у окна' }, idempotencyKey: 'asked-twice-1' }
  const { participants } = await send<{ participants: { id: string }[] }>('POST', '/bookings', repeated.body, {
    ...asKey,
    'idempotency-key': repeated.idempotencyKey,
  })
  const cancelled = await send<{ participants: { id: string }[] }>('POST', '/bookings', {
    visitor: guest,
    occurrence: second,
  })
  await send('POST', `/participants/${cancelled.participants[0]?.id}/cancel`, { reason: 'Заболел' })
  await send('POST', '/bookings', { visitor: erased, occurrences: [first, second], comment: 'рядом с братом' })
  await send('POST', '/holds', { visitor: guest, occurrence: third }, asKey)
  await send('POST', `/visitors/${erased}/erase`, { confirm: true, reason: 'request' })

  const past = await send<Listed>('GET', `/occurrences/list?when=past&limit=20`)
  const busy = past.docs.find((one) => one.participants > 3)?.id ?? ''
  const roster = await send<{ docs?: { id: string }[]; participants?: { id: string }[] }>(
    'GET',
    `/occurrences/${busy}/participants`,
  )
  const [marked] = roster.participants ?? roster.docs ?? []
  const { undo } = await send<{ undo: string }>('POST', '/participants/status', { ids: [marked?.id], status: 'noShow' })
  await send('POST', '/participants/undo', { undo })
  const upcoming = await send<Listed>('GET', `/occurrences/list?when=upcoming&limit=50`)
  const empty = upcoming.docs.find((one) => one.participants === 0 && one.status === 'scheduled')
  await send('DELETE', `/occurrences/${empty?.id}`)

  await send('PATCH', '/retention', { visitor: 600 })
  await send('POST', '/error-reports/browser', { type: 'TypeError', page: '/admin/collections/events', stack: '' })
  while ((await send<Listed>('GET', '/error-reports')).docs.length === 0) await sleep(100)
  await send('POST', '/payload-preferences/collection-visitors', { value: { limit: 25 } })
  await send('POST', '/users/forgot-password', { email: viewer.email })
  const session = (await send<{ token: string }>('POST', '/users/login', viewer)).token
  await send('POST', '/users/logout', {}, { authorization: `JWT ${session}` })

  return {
    doors: { admin, viewer, key: { key } },
    things: {
      visitor,
      guest,
      erased,
      withdrawn,
      photo: media.filename,
      occurrence: busy,
      held: third,
      booked: participants[0]?.id ?? '',
      from,
      to,
    },
    repeated,
  }
}
