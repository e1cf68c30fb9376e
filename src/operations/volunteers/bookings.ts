import type { Payload } from 'payload'
import { catalogueTitles, ownBookings, type OwnBooking } from '@/db/own-bookings'
import { reading } from '@/db/sql'

export type { OwnBooking }
export type Titles = Awaited<ReturnType<typeof catalogueTitles>>

/** What a volunteer booked, today and later. */
export const bookingsOfVolunteer = async (
  payload: Payload,
  { volunteer, now, most }: { volunteer: string; now: Date; most: number },
): Promise<{ bookings: OwnBooking[]; total: number }> => {
  const rows = await ownBookings(reading(payload), { volunteer, now, most })
  return { bookings: rows, total: rows[0]?.total ?? 0 }
}

/** Names of what availability speaks of by id. */
export const titles = (payload: Payload): Promise<Titles> => catalogueTitles(reading(payload))
