import type { Payload } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { refusalsOf } from '@/domain/errors'
import { mark } from '@/operations/attendance/mark'
import { book } from '@/operations/bookings/book'
import { cancel } from '@/operations/bookings/cancel'
import type { DemoBooking } from './plan'

/** Where a planned booking is in the database. */
export type Placed = DemoBooking & { occurrence: string; visitorId: string }

type Step = { at: Date; run: () => Promise<unknown> }

export type Booked = Map<string, { id: string; status: string }>
export const nameOf = ({ occurrence, visitorId }: Pick<Placed, 'occurrence' | 'visitorId'>): string =>
  `${occurrence} ${visitorId}`

/**
 * Everything that happened to the bookings, through the operations of the product, each at its own moment:
 * so the counters, the audit log and who is registered come out as if people had done it. What a seed that
 * was killed had done already is left out.
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

/** In the order of time; what was planned at one moment keeps its order. */
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
    // The rules have the last word: somebody the plan had a place for goes home, as happens.
    if (refusalsOf(error).length === 0) throw error
  }
}
