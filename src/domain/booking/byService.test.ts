import { expect, test } from 'vitest'
import { byService } from './byService'

const NOW = new Date('2026-12-01T09:00:00Z')
const slot = (service: string, day: number, code: string | null = null) => ({
  service,
  startsAt: `2026-12-0${day}T08:00:00.000Z`,
  endsAt: `2026-12-0${day}T10:00:00.000Z`,
  state: code === null ? ('open' as const) : ('refused' as const),
  code,
})

test('what can be had comes first, the soonest first; what is over is left out', () => {
  const over = { ...slot('shower', 1), endsAt: '2026-12-01T09:00:00.000Z' }
  const offers = byService(
    [
      slot('doctor', 2, 'OCCURRENCE_FULL'),
      slot('laundry', 2, 'OCCURRENCE_FULL'),
      slot('laundry', 4),
      slot('shower', 3),
      over,
    ],
    NOW,
  )
  expect(offers.map(({ service, open }) => [service, open.length])).toEqual([
    ['shower', 1],
    ['laundry', 1],
    ['doctor', 0],
  ])
})

test('a service that can be had has no refusal; one that can not is spoken of by its first slot not cancelled', () => {
  const offers = byService(
    [
      slot('doctor', 2, 'OCCURRENCE_CANCELLED'),
      slot('doctor', 3, 'OCCURRENCE_FULL'),
      slot('doctor', 4, 'WINDOW_NOT_OPEN'),
      slot('shower', 2, 'OCCURRENCE_FULL'),
      slot('shower', 5),
      slot('barber', 6, 'OCCURRENCE_CANCELLED'),
    ],
    NOW,
  )
  expect(offers.map(({ service, refused }) => [service, refused?.code ?? null])).toEqual([
    ['shower', null],
    ['doctor', 'OCCURRENCE_FULL'],
    ['barber', 'OCCURRENCE_CANCELLED'],
  ])
})
