import type { Payload } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { refusalsOf } from '@/domain/errors'
import { mark } from '@/operations/attendance/mark'
import { book } from '@/operations/bookings/book'
import { cancel } from '@/operations/bookings/cancel'
import type { DemoBooking } from './plan'

/** A planned booking with its ids in the database. */
export type Placed = DemoBooking & { occurrence: string; visitorId: string }

type Step = { at: Date; run: () => Promise<unknown> }

export type Booked = Map<string, { id: string; status: string }>
export const nameOf = ({ occurrence, visitorId }: Pick<Placed, 'occurrence' | 'visitorId'>): string =>
  `${occurrence} ${visitorId}`

/**
 * Everything that happened to the bookings, done with the product's operations at the right times, so that counters,
 * audit log and registrations are as if people had done it. Steps that an interrupted seed has already done are
 * skipped.
 */
export const bookingSteps = (
  payload: Payload,
  bookings: readonly Placed[],
  callers: readonly Caller[],
  booked: Booked,
): Step[] => {
  const steps: Step[] = []
  const marks = new Map<string, { at: Date; caller: Caller; of: Placed[] }>()
  for (const booking of bookings) {
    const caller = callers[booking.booker] ?? callers[0]
    if (!caller) throw new Error('Nobody to book')
    const { occurrence, visitorId: visitor, comment, fate } = booking
    const isOpen = (): boolean => booked.get(nameOf(booking))?.status === 'expected'
    steps.push({
      at: booking.bookedAt,
      run: async () =>
        booked.has(nameOf(booking)) ||
        bookOne(payload, { occurrence, visitor, comment }, { caller, now: booking.bookedAt }, booked),
    })
    if (fate.status === 'cancelled') {
      steps.push({
        at: fate.at,
        run: async () =>
          isOpen() &&
          cancel(payload, { id: booked.get(nameOf(booking))?.id ?? '', reason: fate.reason, caller, now: fate.at }),
      })
    } else if (fate.status !== 'expected') {
      const name = `${occurrence} ${fate.status}`
      const group = marks.get(name) ?? { at: fate.at, caller, of: [] }
      marks.set(name, group)
      group.of.push(booking)
    }
  }
  for (const { at, caller, of } of marks.values()) {
    const [first] = of
    if (!first || first.fate.status === 'cancelled') continue
    const status = first.fate.status
    steps.push({
      at,
      run: async () => {
        const ids = of.flatMap((booking) =>
          booked.get(nameOf(booking))?.status === 'expected' ? (booked.get(nameOf(booking))?.id ?? []) : [],
        )
        if (ids.length > 0) await mark(payload, { ids, status }, { caller, now: at })
      },
    })
  }
  return steps
}

/** Runs the steps by time. Steps at the same moment keep their order. */
export const perform = async (steps: readonly Step[]): Promise<void> => {
  for (const { run } of [...steps].sort((a, b) => a.at.getTime() - b.at.getTime())) await run()
}

const bookOne = async (
  payload: Payload,
  wanted: { occurrence: string; visitor: string; comment: string | null },
  edge: { caller: Caller; now: Date },
  booked: Booked,
): Promise<void> => {
  const { occurrence, visitor, comment } = wanted
  try {
    const { participants } = await book(
      payload,
      { visitor, occurrences: [occurrence], comment },
      { ...edge, route: 'seed', key: null, body: null },
    )
    for (const { id, status } of participants) booked.set(nameOf({ occurrence, visitorId: visitor }), { id, status })
  } catch (error) {
    // A rule may refuse a planned booking; then it is left out, as happens in real life.
    if (refusalsOf(error).length === 0) throw error
  }
}
