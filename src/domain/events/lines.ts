import { type DayHours, timeAfter } from './hours'
import type { LineInput } from './input'
import type { BookingWindow, Line } from './series'

/** The part of the catalogue that an event needs. */
export type CatalogueService = {
  id: string
  capacity: number
  minutes: number
  bookingWindow: BookingWindow
  active: boolean
}

type Event = DayHours & { capacity: number }

/**
 * Matches sent lines with stored ones by id, or else by service and start time. A known id with another service is a
 * new line, because people booked for laundry must not end up at the doctor.
 */
export const matchLines = (sent: readonly LineInput[], stored: readonly Line[]): (Line | null)[] => {
  const free = new Set(stored)
  const take = (line: Line | undefined): Line | null => {
    if (!line) return null
    free.delete(line)
    return line
  }
  const byId = sent.map((line) => take([...free].find(({ id, service }) => id === line.id && service === line.service)))
  return sent.map(
    (line, index) =>
      byId[index] ??
      take([...free].find(({ service, startTime }) => service === line.service && startTime === line.startTime)),
  )
}

/** Fills in missing values from the stored line, or else from the catalogue. */
export const completeLines = (
  sent: readonly LineInput[],
  stored: readonly Line[],
  event: Event,
  catalogue: ReadonlyMap<string, CatalogueService>,
  newId: () => string,
): Line[] => {
  const matched = matchLines(sent, stored)
  return sent.map((line, index) => {
    const before = matched[index]
    const service = catalogue.get(line.service)
    const window = before?.bookingWindow ?? service?.bookingWindow ?? { value: 14, unit: 'days' as const }
    return {
      id: before?.id ?? newId(),
      service: line.service,
      startTime: line.startTime,
      endTime: line.endTime ?? before?.endTime ?? timeAfter(line.startTime, service?.minutes ?? 30, event),
      capacity: line.capacity ?? before?.capacity ?? Math.min(service?.capacity ?? event.capacity, event.capacity),
      bookingWindow: {
        value: line.bookingWindow?.value ?? window.value,
        unit: line.bookingWindow?.unit ?? window.unit,
      },
    }
  })
}
