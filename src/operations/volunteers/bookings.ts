import type { Payload } from 'payload'
import { catalogueTitles, ownBookings, type OwnBooking } from '@/db/own-bookings'
import { reading } from '@/db/sql'

export type { OwnBooking }
export type Titles = Awaited<ReturnType<typeof catalogueTitles>>

/** One page of a volunteer's bookings from today on. A page beyond the end returns the last one. */
export const bookingsOfVolunteer = async (
  payload: Payload,
  { volunteer, now, page, perPage }: { volunteer: string; now: Date; page: number; perPage: number },
): Promise<{ bookings: OwnBooking[]; total: number; page: number }> => {
  const read = (wanted: number) =>
    ownBookings(reading(payload), { volunteer, now, most: perPage, skip: wanted * perPage })
  const rows = await read(page)
  if (rows.length > 0 || page === 0) return { bookings: rows, total: rows[0]?.total ?? 0, page }
  const total = (await read(0))[0]?.total ?? 0
  const last = Math.max(0, Math.ceil(total / perPage) - 1)
  return { bookings: await read(last), total, page: last }
}

/** The names for the ids in availability. */
export const titles = (payload: Payload): Promise<Titles> => catalogueTitles(reading(payload))
