import type { ParticipantStatus } from '@/domain/attendance/decideMark'

/** A booking of one of the two. `print` is the same as long as nobody changes anything about it. */
export type MergedBooking = {
  id: string
  visitor: string
  occurrence: string
  status: ParticipantStatus
  comment: string | null
  print: string
}

export type BookingPlan = {
  /** Bookings of the other record that become the survivor's. */
  moved: string[]
  /** Where both were booked: one booking stays, with what was said in both. */
  folded: { kept: string; dropped: string; comment: string | null }[]
}

const WEIGHT: Readonly<Record<ParticipantStatus, number>> = { attended: 3, noShow: 2, expected: 1, cancelled: 0 }
const LONGEST_COMMENT = 1000

/** Both on one occurrence are one person there: attended beats no-show beats expected beats cancelled. */
export const planBookings = (bookings: readonly MergedBooking[], survivor: string): BookingPlan => {
  const own = new Map(
    bookings.filter(({ visitor }) => visitor === survivor).map((booking) => [booking.occurrence, booking]),
  )
  const plan: BookingPlan = { moved: [], folded: [] }
  for (const booking of bookings) {
    if (booking.visitor === survivor) continue
    const twin = own.get(booking.occurrence)
    const [kept, dropped] =
      twin && WEIGHT[twin.status] >= WEIGHT[booking.status] ? [twin, booking] : [booking, twin ?? null]
    if (kept === booking) plan.moved.push(booking.id)
    if (dropped) plan.folded.push({ kept: kept.id, dropped: dropped.id, comment: togetherOf(kept, dropped) })
  }
  return plan
}

const togetherOf = (kept: MergedBooking, dropped: MergedBooking): string | null => {
  const said = [...new Set([kept.comment, dropped.comment].filter((comment) => comment !== null && comment !== ''))]
  const together = said.join('\n')
  return said.length === 0 || together.length > LONGEST_COMMENT ? kept.comment : together
}

/** What a merge has done to bookings, as it was left. */
export type BookingTrace = {
  moved: { id: string; print: string }[]
  folded: { kept: string; dropped: string; of: string; comment: string | null; print: string }[]
}

export type BookingUndo = {
  /** Back to the other record. */
  back: string[]
  /** Dropped bookings that are there again. */
  again: string[]
  /** Comments as they were before others were added to them. */
  comments: { id: string; comment: string | null }[]
  /** Changed since, or gone: they stay as they are. */
  kept: string[]
}

/** What can be put back: everything that is still as the merge left it. */
export const undoneBookings = (
  { moved, folded }: BookingTrace,
  now: ReadonlyMap<string, { visitor: string; print: string }>,
  { survivor, other }: { survivor: string; other: string },
): BookingUndo => {
  const isUntouched = ({ id, print }: { id: string; print: string }): boolean =>
    now.get(id)?.visitor === survivor && now.get(id)?.print === print
  const undo: BookingUndo = { back: [], again: [], comments: [], kept: [] }
  for (const booking of moved) (isUntouched(booking) ? undo.back : undo.kept).push(booking.id)
  for (const { kept, dropped, of, comment, print } of folded) {
    const wasMoved = moved.some(({ id }) => id === kept)
    const untouched = isUntouched({ id: kept, print })
    if (untouched) undo.comments.push({ id: kept, comment })
    else if (!wasMoved) undo.kept.push(kept)
    // A booking that stays with the survivor leaves no room for the survivor's own.
    if (of === other || untouched || !now.has(kept)) undo.again.push(dropped)
    else undo.kept.push(dropped)
  }
  return undo
}
