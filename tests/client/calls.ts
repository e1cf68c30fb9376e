/*
 * What a program of an integrator looks like: the types are generated from the description (`schema.d.ts`, written by
 * tests/int/openapi/client.test.ts), and the compiler checks these calls against them.
 */
import createClient from 'openapi-fetch'
import type { paths } from './schema'

type Answered = { call: string; status: number; told: unknown }

/** Ten calls in the order of a day: look, add a person, book, mark, cancel. */
export const tenCalls = async (baseUrl: string, key: string, occurrence: string): Promise<Answered[]> => {
  const api = createClient<paths>({ baseUrl, headers: { Authorization: `integrations API-Key ${key}` } })
  const done: Answered[] = []
  const note = (call: string, { response }: { response: Response }, told: unknown): void =>
    void done.push({ call, status: response.status, told })

  const ready = await api.GET('/health/ready')
  note('ready', ready, ready.data?.status)

  const places = await api.GET('/places', { params: { query: { limit: 5 } } })
  note('places', places, places.data?.docs[0]?.timezone)

  const services = await api.GET('/services', { params: { query: { limit: 5 } } })
  note('services', services, services.data?.docs.length)

  const created = await api.POST('/visitors', {
    body: { firstName: 'Ольга', lastName: 'Рябинина', phone: '8 916 123-45-67' },
  })
  const visitor = created.data?.doc.id ?? ''
  note('new visitor', created, created.data?.doc.phone)

  const found = await api.GET('/visitors/search', { params: { query: { q: 'Рябинина' } } })
  note('search', found, found.data?.docs[0]?.id === visitor)

  const free = await api.GET('/availability', { params: { query: { from: '2026-12-01', to: '2026-12-07', visitor } } })
  note(
    'availability',
    free,
    free.data?.days.flatMap(({ slots }) => slots).some((slot) => slot.occurrence === occurrence),
  )

  const booked = await api.POST('/bookings', {
    params: { header: { 'Idempotency-Key': 'calls-1' } },
    body: { visitor, occurrence },
  })
  const participant = booked.data?.participants[0]?.id ?? ''
  note('booking', booked, booked.data?.participants[0]?.status)

  const again = await api.POST('/bookings', { body: { visitor, occurrence } })
  note('booking again', again, again.error?.errors[0]?.data.code)

  const full = await api.GET('/occurrences/{id}', { params: { path: { id: occurrence } } })
  note('occurrence', full, full.data?.participants)

  const cancelled = await api.POST('/participants/{id}/cancel', {
    params: { path: { id: participant } },
    body: { reason: 'передумала' },
  })
  note('cancelling', cancelled, cancelled.data?.status)
  return done
}
